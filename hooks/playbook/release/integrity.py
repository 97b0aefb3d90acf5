"""Comparing the files of a tree with what its root manifest records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .manifest import LATEST, MANIFEST, VERSIONS, Manifest, digest, read_manifest
from .stores import Store
from .version_numbers import is_number

Integer = Mapping[str, Any]
"""A root manifest: ``latest``, ``versions`` and ``files``."""
Difference = tuple[str, str]
"""The path of a file or a folder, and how it differs."""
MISSING = "is missing"
STRAY = "does not belong to it"


@dataclass(frozen=True)
class Candidate:
    """A state that a tree may be in: its root manifest and the digest of that, or no tree."""

    whole: Integer | None
    manifest: str | None


@dataclass(frozen=True)
class Compared:
    """What differs, the versions of which nothing is there, and how many files are recorded."""

    differences: tuple[Difference, ...]
    missing: frozenset[str]
    files: int


@dataclass(frozen=True)
class _Version:
    """A version that a root manifest names; ``manifest`` is None where none can be trusted."""

    text: str
    manifest: Manifest | None
    is_missing: bool
    differences: tuple[Difference, ...]


def compare(tree: Store, candidates: Sequence[Candidate]) -> Compared:
    """Hold every file of a tree against its manifests. Raises RefusedError.

    The first candidate is the tree as it was published, the others are what it was to become.
    Beside the versions and in ``latest``, a file may be as any of the candidates has it. A version
    is as its manifest says, or not there at all.
    """
    wholes = [one.whole for one in candidates if one.whole is not None]
    texts = sorted({text for whole in wholes for text in whole["versions"]})
    paths = tree.paths()
    names = tree.names()
    versions = [_version(tree, _recorded(candidates, text), text, is_there=text in names)
                for text in texts]  # fmt: skip
    manifests = {one.text: one.manifest for one in versions if one.manifest}
    exact = {f"{one.text}/{path}": hash for one in versions if one.manifest and not one.is_missing
             for path, hash in one.manifest.files.items()}  # fmt: skip
    states = [_files(one, manifests) for one in candidates]
    allowed = {path: {state.get(path) for state in states}
               for path in set[str]().union(*states)}  # fmt: skip
    found = [difference for one in versions for difference in one.differences]
    found += _differing(tree, exact, allowed)
    is_latest_known = all(whole["latest"] in manifests for whole in wholes)
    known = {*exact, *allowed, *(f"{one.text}/{MANIFEST}" for one in versions)}
    unknown = {one.text for one in versions if not one.manifest}
    unknown |= set() if is_latest_known else {LATEST}
    found += _strays(names, paths or (), texts, known, unknown)
    found += _listed(tree, wholes[0]) if len(candidates) == len(wholes) == 1 else ()
    missing = frozenset(one.text for one in versions if one.is_missing)
    files = len(exact) + len(allowed.keys() - {MANIFEST})
    return Compared(tuple(sorted(dict(reversed(found)).items())), missing, files)


def _recorded(candidates: Sequence[Candidate], text: str) -> set[str]:
    """The digests that the manifest of a version may have: once published, the first one alone."""
    wholes = [one.whole for one in candidates if one.whole and text in one.whole["versions"]]
    first = candidates[0].whole
    return {whole["versions"][text] for whole in (wholes[:1] if first in wholes else wholes)}


def _version(tree: Store, recorded: set[str], text: str, *, is_there: bool) -> _Version:
    """A version with its manifest, if that is a recorded one; ``latest`` may have a copy of it."""
    path = f"{text}/{MANIFEST}"
    data = tree.read(path)
    differences: tuple[Difference, ...] = ()
    if data is None or digest(data) not in recorded:
        how = MISSING if data is None else "differs, so its version proves nothing"
        differences = ((path, how),) if is_there else ()
        data = tree.read(f"{LATEST}/{MANIFEST}")
    is_proven = data is not None and digest(data) in recorded
    manifest = read_manifest(data, path) if data is not None and is_proven else None
    return _Version(text, manifest, not is_there, differences)


def _files(candidate: Candidate, manifests: Mapping[str, Manifest]) -> dict[str, str | None]:
    """The digest of every file beside the versions and in ``latest`` in a state of the tree."""
    whole = candidate.whole
    if whole is None:
        return {}
    text = whole["latest"]
    files = {**whole["files"], MANIFEST: candidate.manifest}
    if text in manifests:
        files |= {f"{LATEST}/{path}": hash for path, hash in manifests[text].files.items()}
    return files | {f"{LATEST}/{MANIFEST}": whole["versions"][text]}


def _differing(
    tree: Store, exact: Mapping[str, str], allowed: Mapping[str, set[str | None]]
) -> Iterator[Difference]:
    """The recorded files that are missing or have other bytes."""
    found = tree.digests([*exact, *allowed])
    wanted: dict[str, set[str | None]] = {path: {hash} for path, hash in exact.items()}
    for path, hashes in (wanted | dict(allowed)).items():
        if found.get(path) not in hashes:
            yield path, "differs" if path in found else MISSING


def _strays(
    names: Iterable[str], paths: Iterable[str], texts: Sequence[str], known: set[str],
    unknown: set[str],
) -> Iterator[Difference]:  # fmt: skip
    """What is in the folders of versions and is not recorded; beside them others may stand.

    Of the folders in ``unknown`` nobody knows what belongs there.
    """
    for name in names:
        if is_number(name) and name not in texts:
            yield name, "is no published version"
    for path in paths:
        folder, _, rest = path.partition("/")
        if folder == LATEST or folder in texts:
            if not rest:
                yield path, "is a file in the place of a folder"
            elif path not in known and folder not in unknown:
                yield path, STRAY


def _listed(tree: Store, whole: Integer) -> Iterator[Difference]:
    """Whether ``versions.json`` lists the versions of the manifest."""
    try:
        found = json.loads(tree.read(VERSIONS) or b"[]")
        listed = {one["version"]: one["properties"]["manifest"] for one in found}
    except (ValueError, TypeError, KeyError, RecursionError):
        listed = {}
    if listed != whole["versions"]:
        yield VERSIONS, "lists other versions than manifest.json"
