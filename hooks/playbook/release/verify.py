"""Verifies a published tree against its manifests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Problem, ordered
from . import codes
from .build import build, find
from .codes import refuse
from .environment import environment, rebuild_environment, same_environment
from .folder_store import FolderStore
from .integrity import MISSING, Candidate, Difference, compare
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
from .python_runner import CURRENT_PYTHON
from .stores import Store
from .version_numbers import is_number, parse_version
from .web_store import WebStore


@dataclass(frozen=True)
class Verified:
    """The result: numbers of versions and files, and all problems."""

    versions: int
    files: int
    problems: tuple[Problem, ...]


def open_store(place: str) -> Store:
    """The tree at an address or in a folder."""
    return (
        WebStore(place) if place.startswith(("http://", "https://")) else FolderStore(Path(place))
    )


def verify(store: Store) -> Verified:
    """Verify every file against the manifests. Raises RefusedError if this is not a tree."""
    data = store.read(MANIFEST)
    whole = root_manifest(data)
    if whole is None:
        raise refuse(codes.UNREADABLE_TREE, store.name, reason="it has no manifest.json of ours")
    found = compare(store, [Candidate(whole, digest(data or b""))])
    missing = [(text, MISSING) for text in found.missing]
    problems = [*_problems([*found.differences, *missing]), *_odd(store, whole["files"])]
    return Verified(len(whole["versions"]), found.files, tuple(ordered(problems)))


def _problems(found: Iterable[Difference]) -> list[Problem]:
    return [codes.DIFFERS.at(Location(path), path=path, how=how) for path, how in found]


def _odd(store: Store, files: Iterable[str]) -> list[Problem]:
    """What is in a folder among the tree's files and is neither a file nor a folder."""
    odd = store.look().odd if isinstance(store, FolderStore) else {}
    folders = {path.split("/")[0] for path in files} | {LATEST, MANIFEST, STAGING}
    ours = [path for path in odd if (first := path.split("/")[0]) in folders or is_number(first)]
    return [codes.ODD.at(Location(path), path=path, what=odd[path]) for path in ours]


def verify_rebuilt(store: Store, project: Path, text: str, *, rebuild: bool) -> list[Problem]:
    """Rebuild the tag of a published version, and compare. Raises RefusedError.

    Without ``rebuild``, the current environment must match.
    """
    data = store.read(f"{text}/{MANIFEST}")
    if data is None:
        raise refuse(codes.UNREADABLE_TREE, store.name, reason=f"it has no version {text}")
    published = read_manifest(data, f"{text}/{MANIFEST}")
    same_environment(published.environment)
    tagged = find(project, parse_version(text))
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        if rebuild:
            python, made = rebuild_environment(tagged.lock, Path(work) / "environment")
        else:
            python, made = CURRENT_PYTHON, environment(tagged.lock)
            _same_packages(published, made.packages)
        built = build(project, tagged, Path(work), python, made)
    differing = dict(differences(published.files, built.manifest.files))
    if built.manifest.commit != published.commit:
        differing[MANIFEST] = f"names another commit than {tagged.number.tag}"
    return _problems((f"{text}/{path}", how) for path, how in sorted(differing.items()))


def _same_packages(published: Manifest, here: Mapping[str, str]) -> None:
    for name, wanted in published.environment.packages.items():
        if here.get(name) != wanted:
            found = here.get(name, "missing")
            raise refuse(codes.OTHER_ENVIRONMENT, MANIFEST, name=name, found=found, wanted=wanted)
