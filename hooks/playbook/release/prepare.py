"""Preparing a release: what changed, under which number, announced to readers, and tagged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import git
from ..changes.change import Change
from ..changes.compare import compare
from ..changes.record import (
    Record,
    ReleaseClass,
    as_yaml,
    next_note,
    read_record,
    recorded,
    release_class_of,
)
from ..changes.releases import releases, tag_of
from ..changes.states import CHANGES, NEXT, StateError, editorial_reasons, read_revision
from ..model.playbook import Playbook
from ..problems import Location, Problem, failing
from ..project import DATA_FOLDER, read_project
from . import codes
from .checkout import snapshot
from .codes import RefusedError, refuse, refused_by_git
from .tagging import commit_and_tag, with_number
from .version_numbers import VersionNumber, bump_class, is_number, next_number, parse_version
from .working_tree import refuse_different, refuse_unsaved

SETTINGS = f"{DATA_FOLDER}/playbook.yml"


@dataclass(frozen=True)
class PreparedRelease:
    """A release that was tagged, or would be."""

    number: VersionNumber
    since: VersionNumber | None
    release_class: ReleaseClass
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Release:
    """What is released: a commit, and the project's folder as that commit holds it."""

    project: Path
    commit: str
    held: Path
    wanted: VersionNumber
    today: dt.date


def prepare(
    project: Path, wanted: VersionNumber, today: dt.date, *, dry_run: bool = False
) -> PreparedRelease:
    """Check, write the change entry and the version, commit and tag. Raises RefusedError.

    What is checked and compared is the commit, never the folder; the folder must be the same.
    """
    try:
        refuse_unsaved(project)
        if git.is_shallow(project):
            raise refuse(codes.SHALLOW, wanted.tag)
        commit = git.resolve_commit(project, "HEAD")
        with snapshot(project, commit) as held:
            refuse_different(project, commit, held)
            release = Release(project, commit, held, wanted, today)
            _refuse_taken(release)
            playbook = _checked(held, today)
            prepared = _compared(release, playbook)
            if not dry_run:
                _write(release, playbook, prepared)
    except git.GitError as error:
        raise refused_by_git(error, str(project)) from error
    except StateError as error:
        raise refuse(codes.BAD_CHANGE_ENTRY, f"{CHANGES}/{NEXT}", reason=error) from error
    return prepared


def _refuse_taken(release: Release) -> None:
    """See that the number is free, and that no release is without its tag. Raises RefusedError."""
    tags = git.tags(release.project)
    if release.wanted.tag in tags:
        raise refuse(codes.TAKEN, release.wanted.tag, tag=release.wanted.tag)
    for path in sorted((release.held / CHANGES).glob("*.yml")):
        tag = f"v{path.stem}"
        if is_number(path.stem) and tag not in tags:
            name = f"{CHANGES}/{path.name}"
            raise refuse(codes.UNTAGGED, name, path=name, version=path.stem, tag=tag)


def _checked(folder: Path, today: dt.date) -> Playbook:
    """The playbook, if it has no problems and no remaining starter text."""
    checked = read_project(folder, today=today, adopted=True)
    problems = failing(checked.problems, adopted=True)
    if problems or checked.playbook is None:
        raise RefusedError(*problems)
    return checked.playbook


def _compared(release: Release, playbook: Playbook) -> PreparedRelease:
    """What changed since the last release: a correction of an old one goes on from an old one."""
    before = releases(release.project, merged=release.commit)
    if not before:
        return PreparedRelease(release.wanted, None, "major", ())
    last = parse_version(before[-1])
    changes = _changes(release.project, last, playbook, editorial_reasons(release.held))
    release_class = release_class_of(changes)
    refuse_number(release.wanted, last, release_class)
    return PreparedRelease(release.wanted, last, release_class, changes)


def _changes(
    project: Path, last: VersionNumber, playbook: Playbook, reasons: Mapping[str, str]
) -> tuple[Change, ...]:
    """Every change since a release. Raises RefusedError where an id has vanished."""
    before = read_revision(tag_of(last.text), project).playbook
    if before is None or not before.is_whole:
        raise refuse(codes.UNREADABLE_RELEASE, last.tag, tag=last.tag)
    gone = list(_missing_ids(before, playbook, last))
    if gone:
        raise RefusedError(*gone)
    return tuple(compare(before, playbook, playbook.languages[0], reasons))


def _missing_ids(before: Playbook, after: Playbook, last: VersionNumber) -> Iterator[Problem]:
    """Problems for removed ids that readers may have linked to."""
    known = {
        *after.entries,
        *(old for entry in after.entries.values() for old in entry.previous_ids),
    }
    for id, entry in before.entries.items():
        if id not in known and entry.status != "draft":
            place = Location(before.origins[id].tree.path)
            yield codes.MISSING_ID.at(place, id=id, last=last)


def refuse_number(wanted: VersionNumber, last: VersionNumber, release_class: ReleaseClass) -> None:
    """Check that a number follows the last one and matches the changes. Raises RefusedError."""
    if wanted <= last:
        raise refuse(codes.BACKWARDS, SETTINGS, version=wanted, last=last)
    if wanted.is_calendar or last.is_calendar:
        return
    if bump_class(last, wanted) != release_class:
        announced = bump_class(last, wanted) or "a skipped number"
        fit = next_number(last, release_class)
        raise refuse(
            codes.WRONG_CLASS,
            SETTINGS,
            last=last,
            found=release_class,
            version=wanted,
            announced=announced,
            next=fit,
        )


def _write(release: Release, playbook: Playbook, prepared: PreparedRelease) -> None:
    """Write the version and the change entry, commit and tag."""
    wanted = prepared.number
    record = Record(
        version=wanted.text, since=str(prepared.since) if prepared.since else None,
        note=next_note(release.held, playbook.languages),
        changes=[recorded(change) for change in prepared.changes],
        **{"class": prepared.release_class},
    )  # fmt: skip
    entry = as_yaml(record).encode()
    committed, shown = (
        with_number((folder / SETTINGS).read_bytes(), wanted, SETTINGS)
        for folder in (release.held, release.project)
    )
    files: dict[str, tuple[bytes, bytes] | None] = {
        SETTINGS: (committed, shown),
        f"{CHANGES}/{wanted}.yml": (entry, entry),
    }
    if (release.held / CHANGES / NEXT).is_file():
        files[f"{CHANGES}/{NEXT}"] = None
    reasons = editorial_reasons(release.held)

    def confirm(commit: str) -> None:
        with snapshot(release.project, commit) as held:
            refuse_untrue(release, held, prepared, record, reasons)

    commit_and_tag(release.project, release.commit, wanted, files, confirm)


def refuse_untrue(
    release: Release,
    held: Path,
    prepared: PreparedRelease,
    record: Record,
    reasons: Mapping[str, str],
) -> None:
    """See that what a new commit holds is what is announced of it. Raises RefusedError."""
    playbook = _checked(held, release.today)
    wanted = prepared.number.text
    if playbook.settings.release != wanted:
        what = f"its data is of version {playbook.settings.release}"
        raise refuse(codes.ANNOUNCED, SETTINGS, what=what)
    entry = f"{CHANGES}/{wanted}.yml"
    if read_record(held, wanted, playbook.languages) != record:
        raise refuse(codes.ANNOUNCED, entry, what="its change entry")
    if prepared.since is not None:
        changes = _changes(release.project, prepared.since, playbook, reasons)
        if changes != prepared.changes:
            raise refuse(codes.ANNOUNCED, entry, what="its changes since the last release")
