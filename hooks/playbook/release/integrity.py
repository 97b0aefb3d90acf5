"""Compares the files of a tree with the digests in its manifests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..problems import Phrase
from ..site.headers import HEADERS
from .codes import RefusedError
from .manifest import (
    DIFFERENT,
    LATEST,
    MANIFEST,
    MISSING,
    UNLISTED,
    VERSIONS,
    Manifest,
    digest,
    read_manifest,
)
from .stores import Store
from .version_numbers import is_number

RootManifest = Mapping[str, Any]
"""A root manifest, with the keys ``latest``, ``versions`` and ``files``."""
Difference = tuple[str, Phrase]
"""The path of a file or folder, and how it differs from the manifest."""


@dataclass(frozen=True)
class Candidate:
    """A valid state of a tree: a root manifest and its digest, or None and None for no tree."""

    root: RootManifest | None
    digest: str | None


@dataclass(frozen=True)
class Comparison:
    """All differences, the versions without a folder, and the number of checked files."""

    differences: tuple[Difference, ...]
    missing_versions: frozenset[str]
    file_count: int


@dataclass(frozen=True)
class _Version:
    """A version that a root manifest lists; ``manifest`` is None if no trusted copy exists."""

    number: str
    manifest: Manifest | None
    is_missing: bool
    differences: tuple[Difference, ...]


def compare(tree: Store, candidates: Sequence[Candidate]) -> Comparison:
    """Compare every file of a tree with its manifests. Raises RefusedError if it cannot be read.

    The first candidate is the published state, the others are states that interrupted publishers
    were writing. A root file or a file in ``latest`` may match any candidate. The folder of a
    version must match its manifest or be missing as a whole.
    """
    roots = [candidate.root for candidate in candidates if candidate.root is not None]
    numbers = sorted({number for root in roots for number in root["versions"]})
    paths = tree.paths()
    names = tree.names()
    versions = [
        _version(tree, _recorded_digests(candidates, number), number, exists=number in names)
        for number in numbers
    ]
    manifests = {version.number: version.manifest for version in versions if version.manifest}
    version_files = {f"{version.number}/{path}": hash for version in versions
                     if version.manifest and not version.is_missing
                     for path, hash in version.manifest.files.items()}  # fmt: skip
    states = [_root_and_latest_files(candidate, manifests) for candidate in candidates]
    root_and_latest = {path: {state.get(path) for state in states}
                   for path in set[str]().union(*states)}  # fmt: skip
    differences = [difference for version in versions for difference in version.differences]
    differences += _changed_files(tree, version_files, root_and_latest)
    is_latest_known = all(root["latest"] in manifests for root in roots)
    recorded = {*version_files, *root_and_latest, *(f"{number}/{MANIFEST}" for number in numbers)}
    unchecked = {version.number for version in versions if not version.manifest}
    unchecked |= set() if is_latest_known else {LATEST}
    differences += _unlisted_files(names, paths or (), numbers, recorded, unchecked)
    if len(candidates) == len(roots) == 1:
        differences += _wrong_versions_json(tree, roots[0])
    missing = frozenset(version.number for version in versions if version.is_missing)
    counted = [*version_files, *(root_and_latest.keys() - {MANIFEST})]
    file_count = sum(1 for path in counted if not is_hidden(path))
    first_by_path = dict(reversed(differences))
    return Comparison(tuple(sorted(first_by_path.items())), missing, file_count)


def _recorded_digests(candidates: Sequence[Candidate], number: str) -> set[str]:
    """The valid digests of a version's manifest; a published version has exactly one."""
    roots = [candidate.root for candidate in candidates
             if candidate.root and number in candidate.root["versions"]]  # fmt: skip
    is_published = candidates[0].root in roots
    return {root["versions"][number] for root in (roots[:1] if is_published else roots)}


def _version(tree: Store, recorded: set[str], number: str, *, exists: bool) -> _Version:
    """Read a version and its manifest, or the copy in ``latest`` if its digest matches."""
    path = f"{number}/{MANIFEST}"
    data = tree.read(path)
    differences: tuple[Difference, ...] = ()
    if data is None or digest(data) not in recorded:
        how = MISSING if data is None else Phrase("how.unverifiable")
        differences = ((path, how),) if exists else ()
        data = tree.read(f"{LATEST}/{MANIFEST}")
    if data is None or digest(data) not in recorded:
        return _Version(number, None, is_missing=not exists, differences=differences)
    manifest: Manifest | None = None
    reason: object
    try:
        manifest = read_manifest(data, path)
        reason = Phrase("reason.manifest-version", version=manifest.version)
    except RefusedError as error:  # its digest is recorded, so all manifests were forged
        reason = error.problems[0].fact("reason")
    if manifest is not None and manifest.version == number:
        return _Version(number, manifest, is_missing=not exists, differences=differences)
    how = Phrase("how.unreadable", reason=reason)
    differences = (*differences, (path, how))
    return _Version(number, None, is_missing=not exists, differences=differences)


def _root_and_latest_files(
    candidate: Candidate, manifests: Mapping[str, Manifest]
) -> dict[str, str | None]:
    """The digests of the root files and the files in ``latest`` for one candidate, by path."""
    root = candidate.root
    if root is None:
        return {}
    number = root["latest"]
    files = {**root["files"], MANIFEST: candidate.digest}
    if number in manifests:
        files |= {f"{LATEST}/{path}": hash for path, hash in manifests[number].files.items()}
    return files | {f"{LATEST}/{MANIFEST}": root["versions"][number]}


def _changed_files(
    tree: Store, version_files: Mapping[str, str], root_and_latest: Mapping[str, set[str | None]]
) -> Iterator[Difference]:
    """The recorded files that are missing or have a wrong digest."""
    valid: dict[str, set[str | None]] = {path: {hash} for path, hash in version_files.items()}
    valid |= root_and_latest
    if tree.paths() is None:
        valid = {path: hashes for path, hashes in valid.items() if not is_hidden(path)}
    actual = tree.digests(valid)
    for path, hashes in valid.items():
        if actual.get(path) not in hashes:
            yield path, DIFFERENT if path in actual else MISSING


def is_hidden(path: str) -> bool:
    """Whether hosts may hide a file: a name in its path begins with a dot, or it is ``_headers``.

    Such files, for example ``.nojekyll``, are not for readers, unlike those in ``.well-known``.
    """
    return path == HEADERS or any(
        name.startswith(".") and name != ".well-known" for name in path.split("/")
    )


def _unlisted_files(
    names: Iterable[str], paths: Iterable[str], numbers: Sequence[str], recorded: set[str],
    unchecked: set[str],
) -> Iterator[Difference]:  # fmt: skip
    """The files that no manifest lists, in the folders of versions and in ``latest``.

    Such files are allowed in other folders, and in ``unchecked`` folders, whose manifest is not
    trusted.
    """
    for name in names:
        if is_number(name) and name not in numbers:
            yield name, Phrase("how.not-published")
    for path in paths:
        folder, _, rest = path.partition("/")
        if folder == LATEST or folder in numbers:
            if not rest:
                yield path, Phrase("how.file")
            elif path not in recorded and folder not in unchecked:
                yield path, UNLISTED


def _wrong_versions_json(tree: Store, root: RootManifest) -> Iterator[Difference]:
    """A difference if ``versions.json`` does not list the versions of the root manifest."""
    try:
        versions = json.loads(tree.read(VERSIONS) or b"[]")
        listed = {version["version"]: version["properties"]["manifest"] for version in versions}
    except (ValueError, TypeError, KeyError, RecursionError):
        listed = {}
    if listed != root["versions"]:
        yield VERSIONS, Phrase("how.other-versions")
