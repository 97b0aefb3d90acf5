"""Holding a published tree against its manifests, file by file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problems import Place, Problem, ordered
from . import codes
from .build import build, find
from .codes import refuse
from .environment import environment, rebuild_environment, same_environment
from .folder import Folder
from .manifest import (
    MANIFEST,
    Manifest,
    differences,
    digest,
    paths_of,
    read_manifest,
    root_manifest,
)
from .numbers import is_number, number
from .python import HERE
from .tree import LATEST, Store
from .web import Web


@dataclass(frozen=True)
class Verified:
    """What was looked at, and everything that is not as it should be."""

    versions: int
    files: int
    problems: tuple[Problem, ...]


def open_store(place: str) -> Store:
    """The tree at an address or in a folder."""
    return Web(place) if place.startswith(("http://", "https://")) else Folder(Path(place))


def verify(store: Store) -> Verified:
    """Hold every file of a tree against the manifests. Raises RefusedError where it is no tree."""
    whole = root_manifest(store.read(MANIFEST))
    if whole is None:
        raise refuse(codes.UNREADABLE_TREE, store.name, reason="it has no manifest.json of ours")
    wanted: dict[str, str] = dict(whole["files"])
    problems = list(_strangers(store, whole))
    for text in sorted(whole["versions"], key=number):
        manifest, found = _manifest(store, text, whole["versions"][text])
        problems += found
        if manifest:
            folders = (text, LATEST) if text == whole["latest"] else (text,)
            for folder in folders:
                wanted |= {f"{folder}/{path}": hash for path, hash in manifest.files.items()}
            wanted[f"{LATEST}/{MANIFEST}"] = whole["versions"][whole["latest"]]
    found_files = {path: digest(data) for path in wanted if (data := store.read(path)) is not None}
    problems += _told(differences(wanted, found_files))
    problems += _extra(store, wanted, whole)
    return Verified(len(whole["versions"]), len(wanted), tuple(ordered(problems)))


def _told(found: Iterator[tuple[str, str]]) -> list[Problem]:
    return [codes.DIFFERS.at(Place(path), path=path, how=how) for path, how in found]


def _manifest(store: Store, text: str, wanted: str) -> tuple[Manifest | None, list[Problem]]:
    """The manifest of a version, if it is the one that the tree was published with."""
    path = f"{text}/{MANIFEST}"
    data = store.read(path)
    if data is None:
        return None, _told(iter([(path, "is missing")]))
    if digest(data) != wanted:
        return None, _told(iter([(path, "differs, so its version proves nothing")]))
    return read_manifest(data, path), []


def _strangers(store: Store, whole: Mapping[str, Any]) -> Iterator[Problem]:
    """Versions that the tree has and its manifest does not name."""
    for name in store.names():
        if is_number(name) and name not in whole["versions"]:
            yield codes.DIFFERS.at(Place(name), path=name, how="is no published version")


def _extra(store: Store, wanted: Mapping[str, str], whole: Mapping[str, Any]) -> list[Problem]:
    """Files that no manifest names, in the folders of versions; beside them others may stand."""
    if not isinstance(store, Folder):
        return []
    folders = [*whole["versions"], LATEST]
    manifests = {f"{text}/{MANIFEST}" for text in folders}
    found = {f"{name}/{path}" for name in folders for path in paths_of(store.path / name)}
    return _told(
        (path, "does not belong to it") for path in sorted(found - set(wanted) - manifests)
    )


def verify_rebuilt(store: Store, project: Path, text: str, *, rebuild: bool) -> list[Problem]:
    """Build the tag of a published version anew, and compare. Raises RefusedError.

    Where not told to ``rebuild`` the environment from the lock, this one must be the same.
    """
    data = store.read(f"{text}/{MANIFEST}")
    if data is None:
        raise refuse(codes.UNREADABLE_TREE, store.name, reason=f"it has no version {text}")
    published = read_manifest(data, f"{text}/{MANIFEST}")
    same_environment(published.environment)
    tagged = find(project, number(text))
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        if rebuild:
            python, made = rebuild_environment(tagged.lock, Path(work) / "environment")
        else:
            python, made = HERE, environment(tagged.lock)
            _same_packages(published, made.packages)
        built = build(project, tagged, Path(work), python, made)
    unlike = dict(differences(published.files, built.manifest.files))
    if built.manifest.commit != published.commit:
        unlike[MANIFEST] = f"names another commit than {tagged.number.tag}"
    return _told((f"{text}/{path}", how) for path, how in sorted(unlike.items()))


def _same_packages(published: Manifest, here: Mapping[str, str]) -> None:
    for name, wanted in published.environment.packages.items():
        if here.get(name) != wanted:
            found = here.get(name, "missing")
            raise refuse(codes.OTHER_ENVIRONMENT, MANIFEST, name=name, found=found, wanted=wanted)
