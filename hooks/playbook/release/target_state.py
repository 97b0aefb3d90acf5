"""Whether a target is as it was published: nothing is added to a tree that is not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..problems import Location, Problem
from . import codes
from .codes import RefusedError, refuse
from .integrity import MISSING, STRAY, Candidate, Difference, Integer, compare
from .journal import Journal
from .manifest import LATEST, MANIFEST, VERSIONS, digest, is_manifest, root_manifest
from .stores import Target
from .version_numbers import is_number

MAX_LISTED = 20
"""How many differences a refusal lists."""
OFFLINE = "offline.json"
"""The file in which the copies in readers' browsers may be turned off by hand: see UPGRADE.md."""


@dataclass(frozen=True)
class State:
    """What stands in a target before a publication.

    ``before`` is its root manifest, or None where nothing was published there; ``ours`` is every
    file beside the versions that is ours; ``unfinished`` says that a publisher was killed.
    """

    before: Integer | None
    ours: frozenset[str] = frozenset()
    unfinished: bool = False

    def recorded(self, version: str) -> str | None:
        """The digest of the manifest of a version that was published, or None."""
        found: Mapping[str, str] = self.before["versions"] if self.before else {}
        return found.get(version)


def state_of(target: Target, version: str) -> State:
    """What a target holds, if every file is as it was published. Raises RefusedError.

    A version of which nothing is there is excused where it is the one to be published: it is put
    back. What a killed publisher wrote is excused as far as its journal explains it.
    """
    journal = target.journal()
    if journal is not None:
        return _unfinished(target, journal, version)
    data = target.read(MANIFEST)
    whole = root_manifest(data)
    if whole is None:
        _refuse_without_manifest(target, data)
        return State(None)
    _refuse(_differences(target, [Candidate(whole, digest(data or b""))], version), whole)
    return State(whole, frozenset({*whole["files"], MANIFEST}))


def _unfinished(target: Target, journal: Journal, version: str) -> State:
    """The state where a publisher was killed: each file is as before, or as it was to become."""
    texts = (journal.before, *journal.after)
    candidates = [Candidate(whole, digest(text.encode()) if text is not None else None)
                  for whole, text in zip(journal.manifests(), texts, strict=True)]  # fmt: skip
    if journal.version != version:
        if _differences(target, candidates[:1], version):
            raise refuse(codes.NOT_FINISHED, target.name, version=journal.version)
        candidates = candidates[:1]
    before = candidates[0].whole
    _refuse(_differences(target, candidates, version), before)
    ours = {path for one in candidates if one.whole for path in one.whole["files"]}
    return State(before, frozenset({*ours, MANIFEST}), unfinished=True)


def _differences(
    target: Target, candidates: Sequence[Candidate], version: str
) -> list[Difference]:  # fmt: skip
    found = compare(target, candidates)
    before = candidates[0].whole
    published = set(before["versions"]) if before else set()
    missing = sorted((found.missing & published) - {version})
    return [
        *((text, MISSING) for text in missing),
        *(one for one in found.differences if not _is_switched_off(target, *one)),
    ]


def _is_switched_off(target: Target, path: str, how: str) -> bool:
    """Whether somebody has turned off the copies in readers' browsers, as they may."""
    if path != OFFLINE or how == MISSING:
        return False
    try:
        return bool(json.loads(target.read(OFFLINE) or b"") == {"offline": False})
    except (ValueError, RecursionError):
        return False


def _refuse(found: Sequence[Difference], whole: Integer | None) -> None:
    """Refuse where anything differs, with the first differences and how many more there are."""
    problems = [_problem(path, how, whole) for path, how in found[:MAX_LISTED]]
    if more := len(found) - len(problems):
        facts = {"path": "the tree", "how": f"has {more} more differences"}
        cure = "playbook verify lists all of them; nothing was written"
        problems.append(codes.NOT_AS_PUBLISHED.at(Location(MANIFEST), cure=cure, **facts))
    if problems:
        raise RefusedError(*problems)


def _problem(path: str, how: str, whole: Integer | None) -> Problem:
    cure = _cure(path, how, whole)
    return codes.NOT_AS_PUBLISHED.at(Location(path), cure=cure, path=path, how=how)


def _cure(path: str, how: str, whole: Integer | None) -> str | None:
    """What to do about a difference, or None for what to do about any."""
    folder, _, rest = path.partition("/")
    if how == STRAY or (is_number(path) and whole and path not in whole["versions"]):
        return "move it out of the tree: only playbook publish adds to it; nothing was written"
    if is_number(path) and how == MISSING:
        return (
            f"restore the folder from a backup or from the history of the branch, or run playbook "
            f"publish {path}, which puts it back if it is the same byte for byte; nothing was "
            "written"
        )
    if folder == LATEST and whole:
        return f"put a copy of the folder {whole['latest']} in its place; nothing was written"
    if is_number(folder) and rest:
        return (
            f"restore the folder {folder} from a backup or from the history of the branch; "
            "nothing was written"
        )
    return None


def _refuse_without_manifest(target: Target, data: bytes | None) -> None:
    """See that nothing in a target without our root manifest is, or looks like, a tree of ours."""
    names = target.names()
    for name in names:
        if is_number(name) and is_manifest(target.read(f"{name}/{MANIFEST}")):
            how = "is missing" if data is None else "is damaged"
            raise refuse(codes.NO_ROOT_MANIFEST, MANIFEST, how=how)
    for name in names:
        if is_number(name) or name in (LATEST, VERSIONS, MANIFEST):
            raise refuse(codes.FOREIGN_FILE, target.name, path=name)
