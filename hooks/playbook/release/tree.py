"""The published tree as a value, and its update for a new version.

1.0.0/  1.1.0/  latest/     whole handbooks; latest has the files of the highest version
versions.json               as mike and Material read it
manifest.json               the digests of each version's manifest and of all root files
index.html  releases/  r/   regenerated at each publication
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from ..problems import Location
from . import codes
from .build import BuiltVersion
from .codes import RefusedError, refuse
from .manifest import (
    LATEST,
    MANIFEST,
    VERSIONS,
    Manifest,
    as_json,
    differences,
    digest,
    from_json,
    read_manifest,
)
from .stores import Store
from .target_state import State
from .version_numbers import is_number, latest, parse_version


@dataclass(frozen=True)
class Version:
    """A version of a tree, as far as the root files need it."""

    manifest: Manifest
    manifest_digest: str
    index: Mapping[str, Any]
    data: bytes

    @property
    def text(self) -> str:
        """Its number."""
        return self.manifest.version

    @cached_property
    def playbook(self) -> Mapping[str, Any]:
        """The whole of its handbook as data."""
        return from_json(self.data, f"{self.text}/playbook.json")


@dataclass(frozen=True)
class TreeUpdate:
    """An update of a tree: the new version, if any, and all root files.

    ``stale`` are root files to delete.
    """

    new: BuiltVersion | None
    latest: str
    latest_moves: bool
    root: Mapping[str, bytes]
    stale: frozenset[str]

    @property
    def changes_nothing(self) -> bool:
        """Whether the update changes nothing except files in ``root``."""
        return self.new is None and not self.latest_moves and not self.stale


def versions_of(store: Store) -> list[Version]:
    """The versions of a tree in their order. Raises RefusedError."""
    found = [name for name in store.names() if is_number(name)]
    return [read_version(store, name) for name in sorted(found, key=parse_version)]


def read_version(store: Store, name: str) -> Version:
    """One version of a tree. Raises RefusedError."""
    parts = [store.read(f"{name}/{file}") for file in (MANIFEST, "entries.json", "playbook.json")]
    if parts[0] is None or parts[1] is None or parts[2] is None:
        raise refuse(codes.FOREIGN_FILE, store.name, path=name)
    manifest = read_manifest(parts[0], f"{name}/{MANIFEST}")
    if manifest.version != name:
        reason = f"the manifest is damaged: it is of version {manifest.version}"
        raise refuse(codes.UNREADABLE_TREE, f"{name}/{MANIFEST}", reason=reason)
    index = from_json(parts[1], f"{name}/entries.json")
    return Version(manifest, digest(parts[0]), index, parts[2])


def of_built(built: BuiltVersion) -> Version:
    """A version that was just built."""
    index = json.loads((built.folder / "entries.json").read_bytes())
    data = (built.folder / "playbook.json").read_bytes()
    return Version(built.manifest, digest(built.manifest.to_bytes()), index, data)


def with_version(
    versions: list[Version], built: BuiltVersion, state: State
) -> tuple[list[Version], bool]:  # fmt: skip
    """The versions with a built one among them, and whether its files are to be written.

    Raises RefusedError where it was published with other files. Where nothing of it is left in
    the tree, its manifest has to be the recorded one.
    """
    text = built.manifest.version
    before = next((version for version in versions if version.text == text), None)
    if before is None:
        recorded = state.recorded(text)
        if recorded not in (None, digest(built.manifest.to_bytes())):
            raise refuse(codes.CHANGED, text, version=text, path=MANIFEST, how="differs")
        both = [*versions, of_built(built)]
        return sorted(both, key=lambda version: parse_version(version.text)), True
    differing = list(differences(before.manifest.files, built.manifest.files))
    if differing:
        places = (codes.CHANGED.at(Location(f"{text}/{path}"), version=text, path=path, how=how)
                  for path, how in differing)  # fmt: skip
        raise RefusedError(*places)
    if state.recorded(text) is None and not _same_origin(before.manifest, built.manifest):
        raise refuse(codes.CHANGED, text, version=text, path=MANIFEST, how="differs")
    return versions, False


def _same_origin(one: Manifest, other: Manifest) -> bool:
    """Whether two manifests are of the same commit; the packages may be others meanwhile."""
    return replace(one, environment=other.environment) == other


def plan_update(
    store: Store,
    built: BuiltVersion,
    other_files: Mapping[str, bytes],
    versions: list[Version],
    is_new: bool,
    state: State,
) -> TreeUpdate:
    """Plan the update of a tree with the root files ``beside``. Raises RefusedError."""
    current = latest(version.text for version in versions)
    root = {**other_files, VERSIONS: versions_json(versions)}
    root[MANIFEST] = whole_manifest(versions, root)
    for path in sorted(_in_the_way(store.other_files() - state.ours, root)):
        raise refuse(codes.FOREIGN_FILE, store.name, path=path)
    return TreeUpdate(
        new=built if is_new else None,
        latest=current,
        latest_moves=state.unfinished or state.before is None or state.before["latest"] != current,
        root=root,
        stale=state.ours - set(root),
    )


def _in_the_way(others: Iterable[str], root: Mapping[str, bytes]) -> Iterator[str]:
    """Files of others at the paths of the tree's, or where these need a folder, or below them."""
    folders = {parent.as_posix() for path in root for parent in PurePosixPath(path).parents}
    for path in others:
        above = {parent.as_posix() for parent in PurePosixPath(path).parents}
        if path in root or path in folders or above & root.keys():
            yield path


def versions_json(versions: list[Version]) -> bytes:
    """The list of versions, newest first, with our own facts under ``properties``."""
    current = latest(version.text for version in versions)
    return as_json(
        [
            {
                "version": version.text,
                "title": version.text,
                "aliases": [LATEST] if version.text == current else [],
                "properties": {
                    "date": version.manifest.day,
                    "commit": version.manifest.commit,
                    "manifest": version.manifest_digest,
                },
            }
            for version in reversed(versions)
        ]
    )


def whole_manifest(versions: list[Version], root: Mapping[str, bytes]) -> bytes:
    """The manifest of the whole tree."""
    return as_json(
        {
            "format": 1,
            "latest": latest(version.text for version in versions),
            "versions": {version.text: version.manifest_digest for version in versions},
            "files": {path: digest(data) for path, data in sorted(root.items())},
        }
    )
