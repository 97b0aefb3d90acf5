"""Checks that a target has not changed since the last publication."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..problems import Location, Phrase, Problem
from . import codes
from .codes import RefusedError, refusal
from .integrity import Candidate, Difference, RootManifest, compare
from .journal import Journal
from .manifest import LATEST, MANIFEST, MISSING, UNLISTED, VERSIONS, digest, is_manifest
from .root_manifest import root_manifest
from .stores import Target
from .version_numbers import is_number

MAX_LISTED = 20
"""The maximum number of differences in a refusal."""
OFFLINE = "offline.json"
"""The file with which an editor may turn off offline copies in browsers: see UPGRADE.md."""


@dataclass(frozen=True)
class TargetState:
    """The content of a target before a publication.

    ``before`` is its root manifest, or None if nothing was published there; ``root_files`` are the
    paths of all published root files; ``unfinished`` is True if the last publisher was killed.
    ``digest`` is that of the root manifest ``before``.
    """

    before: RootManifest | None
    root_files: frozenset[str] = frozenset()
    unfinished: bool = False
    digest: str | None = None

    def recorded_digest(self, version: str) -> str | None:
        """The digest of the manifest of a published version, or None."""
        versions: Mapping[str, str] = self.before["versions"] if self.before else {}
        return versions.get(version)


def state_of(target: Target, version: str, *, replaces: Collection[str] = ()) -> TargetState:
    """Read the state of a target. Raises RefusedError if any of its files has changed.

    The folder of ``version`` may be missing as a whole, because publishing restores it. Changes by
    a killed publisher are allowed if its journal explains them. All files of the
    versions in ``replaces`` will be replaced, so an interruption may have changed them.
    """
    journal = target.journal()
    if journal is not None:
        return _unfinished_state(target, journal, version, replaces=replaces)
    data = target.read(MANIFEST)
    root = root_manifest(data)
    if root is None:
        _refuse_without_manifest(target, data)
        return TargetState(before=None)
    _refuse_differences(_differences(target, [Candidate(root, digest(data or b""))], version), root)
    return TargetState(root, frozenset({*root["files"], MANIFEST}), digest=digest(data or b""))


def _unfinished_state(
    target: Target, journal: Journal, version: str, *, replaces: Collection[str]
) -> TargetState:
    """The state after a publisher was killed: each file is the old or the new one.

    Raises RefusedError.
    """
    texts = (journal.before, *journal.after)
    candidates = [Candidate(root, digest(text.encode()) if text is not None else None)
                  for root, text in zip(journal.manifests(), texts, strict=True)]  # fmt: skip
    if journal.version != version:
        if _differences(target, candidates[:1], version):
            raise refusal(codes.INCOMPLETE, target.name, version=journal.version)
        candidates = candidates[:1]
    before = candidates[0].root
    differences = _differences(target, candidates, version)
    if journal.version == version:
        differences = [
            (path, how) for path, how in differences if path.split("/")[0] not in replaces
        ]
    _refuse_differences(differences, before)
    roots = [candidate.root for candidate in candidates if candidate.root]
    root_files = {path for root in roots for path in root["files"]}
    paths = frozenset({*root_files, MANIFEST})
    return TargetState(before, paths, unfinished=True, digest=candidates[0].digest)


def _differences(
    target: Target, candidates: Sequence[Candidate], version: str
) -> list[Difference]:  # fmt: skip
    """The differences that prevent publishing a version."""
    comparison = compare(target, candidates)
    before = candidates[0].root
    published = set(before["versions"]) if before else set()
    missing = sorted((comparison.missing_versions & published) - {version})
    return [
        *((text, MISSING) for text in missing),
        *(each for each in comparison.differences if not _is_offline_switch(target, *each)),
    ]


def _is_offline_switch(target: Target, path: str, how: Phrase) -> bool:
    """Whether a difference only turns off offline copies in browsers, which is allowed."""
    if path != OFFLINE or how == MISSING:
        return False
    try:
        return bool(json.loads(target.read(OFFLINE) or b"") == {"offline": False})
    except (ValueError, RecursionError):
        return False


def _refuse_differences(differences: Sequence[Difference], root: RootManifest | None) -> None:
    """Check that there are no differences.

    Raises RefusedError with the first differences and the number of the remaining ones.
    """
    problems = [_problem(path, how, root) for path, how in differences[:MAX_LISTED]]
    if remaining := len(differences) - len(problems):
        how, cure = Phrase("how.more-differences", count=remaining), Phrase("cure.verify-lists")
        tree = Phrase("the-tree")
        problems.append(codes.TREE_CHANGED.at(Location(MANIFEST), cure=cure, path=tree, how=how))
    if problems:
        raise RefusedError(*problems)


def _problem(path: str, how: Phrase, root: RootManifest | None) -> Problem:
    cure = _cure(path, how, root)
    return codes.TREE_CHANGED.at(Location(path), cure=cure, path=path, how=how)


def _cure(path: str, how: Phrase, root: RootManifest | None) -> Phrase | None:
    """The cure of a specific difference, or None for the general cure."""
    folder, _, rest = path.partition("/")
    if how == UNLISTED or (is_number(path) and root and path not in root["versions"]):
        return Phrase("cure.move-out")
    if is_number(path) and how == MISSING:
        return Phrase("cure.restore-version", version=path)
    if folder == LATEST and root:
        return Phrase("cure.replace-latest", latest=LATEST, version=root["latest"])
    if is_number(folder) and rest:
        return Phrase("cure.restore-folder", folder=folder)
    return None


def _refuse_without_manifest(target: Target, data: bytes | None) -> None:
    """Check that a target without a valid root manifest contains no tree, not even a damaged one.

    Raises RefusedError.
    """
    names = target.names()
    for name in names:
        if is_number(name) and is_manifest(target.read(f"{name}/{MANIFEST}")):
            how = MISSING if data is None else Phrase("how.damaged")
            raise refusal(codes.NO_ROOT_MANIFEST, MANIFEST, how=how)
    for name in names:
        if is_number(name) or name in (LATEST, VERSIONS, MANIFEST):
            raise refusal(codes.FOREIGN_FILE, target.name, path=name)
