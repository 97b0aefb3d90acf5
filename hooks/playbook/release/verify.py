"""Verifies a published tree against its manifests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Phrase, Problem, ordered
from . import codes
from .codes import refusal
from .folder_store import FolderStore
from .integrity import Candidate, Difference, compare
from .manifest import LATEST, MANIFEST, MISSING, STAGING, digest
from .own_files import unlisted_in_generated_folders, unproven_files
from .root_manifest import root_manifest
from .stores import Store
from .version_numbers import is_number
from .web_store import WebStore


@dataclass(frozen=True)
class VerificationResult:
    """How many versions and files were verified, every problem found, and what is not proven."""

    versions: int
    files: int
    problems: tuple[Problem, ...]
    statements: tuple[Phrase, ...] = ()


def open_store(location: str) -> Store:
    """Open the tree at a web address or in a folder."""
    if location.startswith(("http://", "https://")):
        return WebStore(location)
    return FolderStore(Path(location))


def verify(store: Store) -> VerificationResult:
    """Verify every file against the manifests. Raises RefusedError without a tree."""
    data = store.read(MANIFEST)
    root = root_manifest(data)
    if root is None:
        raise refusal(codes.UNREADABLE_TREE, store.name, reason=Phrase("reason.no-valid-manifest"))
    comparison = compare(store, [Candidate(root, digest(data or b""))])
    missing = [(version, MISSING) for version in comparison.missing_versions]
    unlisted = unlisted_in_generated_folders(store, root)
    problems = _problems([*comparison.differences, *missing, *unlisted])
    problems += _special_files(store, root["files"])
    return VerificationResult(
        len(root["versions"]), comparison.file_count, tuple(ordered(problems)),
        (*unproven_files(store, root), *_not_listed(store)),
    )  # fmt: skip


def _not_listed(store: Store) -> Iterator[Phrase]:
    """A statement if the store cannot list its files, so that more of them may exist."""
    if store.paths() is None:
        yield Phrase("proof.other-files")


def _problems(differences: Iterable[Difference]) -> list[Problem]:
    return [codes.DIFFERS.at(Location(path), path=path, how=how) for path, how in differences]


def _special_files(store: Store, files: Iterable[str]) -> list[Problem]:
    """A problem for each link, mount point or special file inside a tree."""
    special = store.rescan().special if isinstance(store, FolderStore) else {}
    names = {path.split("/")[0] for path in files} | {LATEST, MANIFEST, STAGING}
    return [
        codes.SPECIAL_FILE.at(Location(path), path=path, what=what)
        for path, what in special.items()
        if path.split("/")[0] in names or is_number(path.split("/")[0])
    ]
