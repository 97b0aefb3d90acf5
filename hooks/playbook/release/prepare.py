"""Preparing a release: what changed, under which number, said to readers, and tagged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import git
from ..changes.change import Change
from ..changes.compare import compare
from ..changes.record import Class, Record, as_yaml, class_of, next_note, noted
from ..changes.states import CHANGES, NEXT, NoStateError, editorial_reasons, read_state
from ..model.playbook import Playbook
from ..problems import Place, Problem, failing
from ..project import DATA, read_project
from . import codes
from .codes import RefusedError, refuse
from .numbers import Number, following, is_number, number, step

SETTINGS = f"{DATA}/playbook.yml"
_RELEASE = re.compile(r"(?m)^release:[ \t]*[^\s#]+")


@dataclass(frozen=True)
class Prepared:
    """A release that was tagged, or would be."""

    number: Number
    since: Number | None
    sort: Class
    changes: tuple[Change, ...]


def prepare(project: Path, wanted: Number, today: dt.date, *, dry_run: bool = False) -> Prepared:
    """Check, write the change entry and the version, commit and tag. Raises RefusedError."""
    try:
        _refuse_unsaved(project)
        if git.commit_of(project, f"refs/tags/{wanted.tag}"):
            raise refuse(codes.TAKEN, wanted.tag, tag=wanted.tag)
        playbook = _checked(project, today)
        last = last_number(project)
        prepared = _compared(project, playbook, wanted, last)
        if not dry_run:
            _write(project, playbook, prepared)
    except git.GitError as error:
        raise refuse(codes.NO_REPOSITORY, str(project), reason=error.reason) from error
    except NoStateError as error:
        raise refuse(codes.NO_ENTRY, f"{CHANGES}/{NEXT}", reason=error) from error
    return prepared


def _refuse_unsaved(project: Path) -> None:
    """See that nothing is uncommitted, new files of the organisation's among it."""
    tracked = git.run(project, "status", "--porcelain", "--untracked-files=no")
    new = git.run(project, "status", "--porcelain", "--", DATA, "docs", CHANGES)
    for line in (*tracked.splitlines(), *new.splitlines()):
        raise refuse(codes.DIRTY, line.split(maxsplit=1)[-1])


def _checked(project: Path, today: dt.date) -> Playbook:
    """The playbook, once it is without any problem and the organisation's own."""
    checked = read_project(project, today=today, adopted=True)
    problems = failing(checked.problems, adopted=True)
    if problems or checked.playbook is None:
        raise RefusedError(*problems)
    return checked.playbook


def last_number(project: Path) -> Number | None:
    """The last release before what is checked out: a correction of an old one has an old one."""
    tags = git.run(project, "tag", "--merged", "HEAD", "--list", "v*").split()
    found = [number(tag[1:]) for tag in tags if is_number(tag[1:])]
    return max(found, default=None)


def _compared(
    project: Path, playbook: Playbook, wanted: Number, last: Number | None
) -> Prepared:  # fmt: skip
    if last is None:
        return Prepared(wanted, None, "major", ())
    before = read_state(last.tag, project).playbook
    if before is None or not before.is_whole:
        raise refuse(codes.NO_STATE, last.tag, tag=last.tag)
    gone = list(_vanished(before, playbook, last))
    if gone:
        raise RefusedError(*gone)
    reasons: Mapping[str, str] = editorial_reasons(project)
    changes = tuple(compare(before, playbook, playbook.languages[0], reasons))
    sort = class_of(changes)
    refuse_number(wanted, last, sort)
    return Prepared(wanted, last, sort, changes)


def _vanished(before: Playbook, after: Playbook, last: Number) -> Iterator[Problem]:
    """Ids that a reader may have kept and that would lead nowhere."""
    known = {
        *after.entries,
        *(old for entry in after.entries.values() for old in entry.previous_ids),
    }
    for id, entry in before.entries.items():
        if id not in known and entry.status != "draft":
            place = Place(before.origins[id].tree.path)
            yield codes.VANISHED.at(place, id=id, last=last)


def refuse_number(wanted: Number, last: Number, sort: Class) -> None:
    """See that a number goes on from the last, and says what changed. Raises RefusedError."""
    if wanted <= last:
        raise refuse(codes.BACKWARDS, SETTINGS, version=wanted, last=last)
    if wanted.is_calendar or last.is_calendar:
        return
    if step(last, wanted) != sort:
        said = step(last, wanted) or "a leap"
        fit = following(last, sort)
        raise refuse(
            codes.WRONG_CLASS, SETTINGS, last=last, found=sort, version=wanted, said=said, next=fit
        )


def _write(project: Path, playbook: Playbook, prepared: Prepared) -> None:
    """Write, commit and tag; where that fails, everything is as it was."""
    text, entry = prepared.number.text, project / CHANGES / f"{prepared.number}.yml"
    settings, upcoming = project / SETTINGS, project / CHANGES / NEXT
    kept = {path: path.read_bytes() for path in (settings, upcoming) if path.is_file()}
    head = git.run(project, "rev-parse", "HEAD")
    record = Record(
        version=text, since=str(prepared.since) if prepared.since else None,
        note=next_note(project, playbook.languages),
        changes=[noted(change) for change in prepared.changes], **{"class": prepared.sort},
    )  # fmt: skip
    try:
        entry.parent.mkdir(exist_ok=True)
        entry.write_text(as_yaml(record), encoding="utf-8")
        upcoming.unlink(missing_ok=True)
        said = settings.read_text(encoding="utf-8")
        settings.write_text(_RELEASE.sub(f"release: {text}", said, count=1), encoding="utf-8")
        git.run(project, "add", "--all", "--", SETTINGS, CHANGES)
        git.run(project, "commit", "--quiet", "--message", f"Release {text}")
        git.run(project, "tag", "--annotate", prepared.number.tag, "--message", f"Release {text}")
    except (git.GitError, OSError):
        git.run(project, "reset", "--quiet", "--mixed", head)
        entry.unlink(missing_ok=True)
        for path, data in kept.items():
            path.write_bytes(data)
        raise
