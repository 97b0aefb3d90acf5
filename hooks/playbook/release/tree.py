"""Reads the versions of a published tree, and plans the update for a new version.

1.0.0/  1.1.0/  latest/     complete handbooks; latest is a copy of the highest version
versions.json               the list of versions, in the format of mike and Material
manifest.json               the digests of each version's manifest and of all root files
index.html  releases/  r/   regenerated at each publication
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..problems import Location, Phrase
from ..site.headers import HEADERS, NGINX
from . import codes
from .build import BuiltVersion
from .codes import RefusedError, refusal
from .decisions import Decision
from .manifest import (
    DIFFERENT,
    MANIFEST,
    VERSIONS,
    Manifest,
    differences,
    digest,
    parse_json,
    read_manifest,
)
from .published_version import Version
from .released import as_format_1, comparable_files, published_tags, restore_format_1
from .stores import Store
from .target_state import TargetState
from .tree_lists import (
    current_version,
    refuse_changed_by_decision,
    root_manifest_json,
    versions_json,
)
from .version_numbers import is_number, parse_version


@dataclass(frozen=True)
class TreeUpdate:
    """An update of a tree.

    ``new`` is the version to add, if any. ``latest`` is the version that applies afterwards, and
    ``latest_moves`` whether the folder ``latest`` must change. ``root`` maps the paths of root
    files to their content; ``stale`` lists files to delete.
    """

    new: BuiltVersion | None
    latest: str
    latest_moves: bool
    root: Mapping[str, bytes]
    stale: frozenset[str]

    @property
    def changes_nothing(self) -> bool:
        """Whether the update changes nothing except possibly files in ``root``."""
        return self.new is None and not self.latest_moves and not self.stale


def read_versions(store: Store) -> list[Version]:
    """Read all versions of a tree, in ascending order. Raises RefusedError."""
    names = [name for name in store.names() if is_number(name)]
    return [read_version(store, name) for name in sorted(names, key=parse_version)]


def read_version(store: Store, name: str) -> Version:
    """Read one version of a tree. Raises RefusedError."""
    files = [store.read(f"{name}/{file}") for file in (MANIFEST, "entries.json", "playbook.json")]
    if files[0] is None or files[1] is None or files[2] is None:
        raise refusal(codes.FOREIGN_FILE, store.name, path=name)
    manifest = read_manifest(files[0], f"{name}/{MANIFEST}")
    if manifest.version != name:
        reason = Phrase("reason.manifest-version", version=manifest.version)
        raise refusal(codes.UNREADABLE_TREE, f"{name}/{MANIFEST}", reason=reason)
    index = parse_json(files[1], f"{name}/entries.json")
    return Version(manifest, digest(files[0]), index, files[2])


def version_of_built(built: BuiltVersion) -> Version:
    """The version in a build's folder."""
    index = json.loads((built.folder / "entries.json").read_bytes())
    data = (built.folder / "playbook.json").read_bytes()
    return Version(built.manifest, digest(built.manifest.to_bytes()), index, data)


def with_version(
    versions: list[Version], built: BuiltVersion, state: TargetState
) -> tuple[list[Version], bool]:  # fmt: skip
    """Add a built version to a list; returns the list and whether its files must be written.

    Raises RefusedError if the version was already published with different files. If its folder is
    missing from the tree, the built manifest must have the recorded digest.
    """
    number = built.manifest.version
    refuse_changed_by_decision(versions, number)
    before = next((version for version in versions if version.text == number), None)
    if before is None:
        recorded = state.recorded_digest(number)
        if recorded == digest(as_format_1(built).to_bytes()):
            built = restore_format_1(built)
        if recorded not in (None, digest(built.manifest.to_bytes())):
            raise refusal(
                codes.ALREADY_PUBLISHED, number, version=number, path=MANIFEST, how=DIFFERENT
            )
        all_versions = [*versions, version_of_built(built)]
        return sorted(all_versions, key=lambda version: parse_version(version.text)), True
    differing = list(differences(before.manifest.files, comparable_files(before.manifest, built)))
    if differing:
        raise RefusedError(*(
            codes.ALREADY_PUBLISHED.at(
                Location(f"{number}/{path}"), version=number, path=path, how=how
            )
            for path, how in differing
        ))  # fmt: skip
    if state.recorded_digest(number) is None and not _is_same_apart_from_environment(
        before.manifest, built.manifest
    ):
        raise refusal(codes.ALREADY_PUBLISHED, number, version=number, path=MANIFEST, how=DIFFERENT)
    return versions, False


def _is_same_apart_from_environment(first: Manifest, second: Manifest) -> bool:
    """Whether two manifests are equal except for their environments."""
    return replace(first, environment=second.environment, generator=second.generator) == second


def plan_update(
    store: Store,
    built: BuiltVersion | None,
    root_files: Mapping[str, bytes],
    versions: list[Version],
    state: TargetState,
    rollbacks: Mapping[str, Decision],
    *,
    is_new: bool,
) -> TreeUpdate:
    """Plan the update of a tree with new root files. Raises RefusedError.

    ``is_new`` is whether the files of the built version must be written.
    """
    current = current_version(versions, rollbacks).text
    foreign = store.files_outside_versions() - state.root_files
    own_headers = {HEADERS, NGINX} & foreign  # the organisation's own, which stay
    root = {
        **{path: data for path, data in root_files.items() if path not in own_headers},
        **published_tags(store, built, versions),
        VERSIONS: versions_json(versions, current),
    }
    root[MANIFEST] = root_manifest_json(versions, current, root, state, rollbacks)
    for path in sorted(_conflicting(foreign, root)):
        raise refusal(codes.FOREIGN_FILE, store.name, path=path)
    return TreeUpdate(
        new=built if is_new else None,
        latest=current,
        latest_moves=state.unfinished or state.before is None or state.before["latest"] != current,
        root=root,
        stale=state.root_files - set(root),
    )


def _conflicting(foreign_files: Iterable[str], root: Mapping[str, bytes]) -> Iterator[str]:
    """The foreign files at the path of a root file, at a parent folder of it, or below it."""
    folders = {parent.as_posix() for path in root for parent in PurePosixPath(path).parents}
    for path in foreign_files:
        parents = {parent.as_posix() for parent in PurePosixPath(path).parents}
        if path in root or path in folders or parents & root.keys():
            yield path
