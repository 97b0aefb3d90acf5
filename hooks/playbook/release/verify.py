"""Holding a published tree against its manifests, file by file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Place, Problem, ordered
from . import codes
from .build import build, find
from .codes import refuse
from .environment import environment, rebuild_environment, same_environment
from .folder import Folder
from .intact import MISSING, Candidate, Difference, compare
from .manifest import (
    LATEST,
    MANIFEST,
    STAGING,
    Manifest,
    differences,
    digest,
    read_manifest,
    root_manifest,
)
from .numbers import is_number, number
from .python import HERE
from .stores import Store
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
    data = store.read(MANIFEST)
    whole = root_manifest(data)
    if whole is None:
        raise refuse(codes.UNREADABLE_TREE, store.name, reason="it has no manifest.json of ours")
    found = compare(store, [Candidate(whole, digest(data or b""))])
    missing = [(text, MISSING) for text in found.missing]
    problems = [*_problems([*found.differences, *missing]), *_odd(store, whole["files"])]
    return Verified(len(whole["versions"]), found.files, tuple(ordered(problems)))


def _problems(found: Iterable[Difference]) -> list[Problem]:
    return [codes.DIFFERS.at(Place(path), path=path, how=how) for path, how in found]


def _odd(store: Store, files: Iterable[str]) -> list[Problem]:
    """What is in a folder among the tree's files and is neither a file nor a folder."""
    odd = store.look().odd if isinstance(store, Folder) else {}
    folders = {path.split("/")[0] for path in files} | {LATEST, MANIFEST, STAGING}
    ours = [path for path in odd if (first := path.split("/")[0]) in folders or is_number(first)]
    return [codes.ODD.at(Place(path), path=path, what=odd[path]) for path in ours]


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
    return _problems((f"{text}/{path}", how) for path, how in sorted(unlike.items()))


def _same_packages(published: Manifest, here: Mapping[str, str]) -> None:
    for name, wanted in published.environment.packages.items():
        if here.get(name) != wanted:
            found = here.get(name, "missing")
            raise refuse(codes.OTHER_ENVIRONMENT, MANIFEST, name=name, found=found, wanted=wanted)
