"""Checks the tags of earlier releases, and compares a playbook with the last release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from .. import git, git_objects
from ..changes.change import Change
from ..changes.compare import compare
from ..changes.releases import releases, tag_ref
from ..changes.states import read_revision
from ..model.playbook import Playbook
from ..problems import Location, Problem
from ..project import CHANGES
from . import codes
from .codes import RefusedError, refusal
from .version_numbers import VersionNumber, is_number, parse_version


def refuse_wrong_tags(project: Path, folder: Path, wanted: VersionNumber) -> None:
    """Check that the new tag does not exist, and that all previous releases have tags.

    Raises RefusedError.
    """
    tags = git.tags(project)
    if wanted.tag in tags:
        raise refusal(codes.TAG_EXISTS, wanted.tag, tag=wanted.tag)
    for path in sorted((folder / CHANGES).glob("*.yml")):
        tag = f"v{path.stem}"
        if is_number(path.stem) and tag not in tags:
            name = f"{CHANGES}/{path.name}"
            raise refusal(codes.UNTAGGED, name, path=name, version=path.stem, tag=tag)


def refuse_other_history(project: Path, prefix: str) -> None:
    """Check that there is no release at all, as none is in the history of the commit.

    Only a tag whose commit has its change entry counts. Raises RefusedError, and GitError.
    """
    for number in reversed(releases(project)):
        ref = tag_ref(number)
        if git_objects.read(project, ref, f"{prefix}{CHANGES}/{number}.yml") is not None:
            tag = parse_version(number).tag
            raise refusal(codes.NOT_IN_HISTORY, tag, tag=tag)


def refuse_lower_number(project: Path, named: str, wanted: VersionNumber, where: str) -> None:
    """Check that a number is not lower than ``named``, an untagged release in ``playbook.yml``.

    In a repository without its tags, there are no releases to compare with. Raises RefusedError.
    """
    if is_number(named) and wanted < parse_version(named):
        tag = parse_version(named).tag
        if tag not in git.tags(project):
            raise refusal(codes.UNTAGGED, where, path=where, version=named, tag=tag)


def changes_since(
    project: Path, last: VersionNumber, playbook: Playbook, reasons: Mapping[str, str]
) -> tuple[Change, ...]:
    """All changes since a release. Raises RefusedError if an id is missing."""
    before = read_revision(tag_ref(last.text), project).playbook
    if before is None or not before.is_whole:
        raise refusal(codes.UNREADABLE_RELEASE, last.tag, tag=last.tag)
    missing = list(_missing_ids(before, playbook, last))
    if missing:
        raise RefusedError(*missing)
    return tuple(compare(before, playbook, playbook.languages[0], reasons))


def _missing_ids(before: Playbook, after: Playbook, last: VersionNumber) -> Iterator[Problem]:
    """A problem for each published id that no entry has or had, because readers may link to it."""
    former = (id for entry in after.entries.values() for id in entry.previous_ids)
    known = {*after.entries, *former}
    for id, entry in before.entries.items():
        if id not in known and entry.status != "draft":
            location = Location(before.origins[id].tree.path)
            yield codes.MISSING_ID.at(location, id=id, last=last)
