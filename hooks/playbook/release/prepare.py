"""Prepares a release: checks a commit, lists its changes, and creates a commit and a tag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import git
from ..changes.change import Change
from ..changes.compare import compare
from ..changes.record import (
    RECORD_FORMAT,
    Record,
    ReleaseClass,
    as_yaml,
    next_note,
    read_record,
    release_class_of,
    to_record,
)
from ..changes.releases import releases, tag_ref
from ..changes.states import CHANGES, NEXT, StateError, editorial_reasons, read_revision
from ..model.playbook import Playbook
from ..problems import Location, Phrase, Problem, failing
from ..project import DATA_FOLDER, read_project
from . import codes
from .approvals import refuse_old_decision
from .checkout import snapshot
from .codes import RefusedError, refusal
from .git_errors import git_refusal
from .tagging import commit_and_tag, with_version_number
from .version_numbers import VersionNumber, is_number, parse_version, refuse_number
from .working_tree import refuse_differences, refuse_uncommitted

SETTINGS = f"{DATA_FOLDER}/playbook.yml"


@dataclass(frozen=True)
class PreparedRelease:
    """A release that was tagged, or would be; ``since`` is the previous one, or None."""

    number: VersionNumber
    since: VersionNumber | None
    release_class: ReleaseClass
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Release:
    """A release to prepare; ``snapshot`` is a folder with the project's files from ``commit``."""

    project: Path
    commit: str
    snapshot: Path
    wanted: VersionNumber
    today: dt.date


def prepare(
    project: Path, wanted: VersionNumber, today: dt.date, *, dry_run: bool = False
) -> PreparedRelease:
    """Check the project, write the change entry and the version, commit and tag.

    All checks read the commit, and the project's folder must equal it. Raises RefusedError.
    """
    try:
        refuse_uncommitted(project)
        if git.is_shallow(project):
            raise refusal(codes.SHALLOW, wanted.tag)
        commit = git.resolve_commit(project, "HEAD")
        with snapshot(project, commit) as folder:
            refuse_differences(project, commit, folder)
            release = Release(project, commit, folder, wanted, today)
            _refuse_wrong_tags(release)
            playbook = _checked_playbook(folder, today)
            prepared = _compare_with_last(release, playbook)
            if not dry_run:
                _write(release, playbook, prepared)
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error
    except StateError as error:
        raise refusal(codes.BAD_CHANGE_ENTRY, f"{CHANGES}/{NEXT}", reason=error.reason) from error
    return prepared


def _refuse_wrong_tags(release: Release) -> None:
    """Check that the new tag does not exist, and that all previous releases have tags.

    Raises RefusedError.
    """
    tags = git.tags(release.project)
    if release.wanted.tag in tags:
        raise refusal(codes.TAG_EXISTS, release.wanted.tag, tag=release.wanted.tag)
    for path in sorted((release.snapshot / CHANGES).glob("*.yml")):
        tag = f"v{path.stem}"
        if is_number(path.stem) and tag not in tags:
            name = f"{CHANGES}/{path.name}"
            raise refusal(codes.UNTAGGED, name, path=name, version=path.stem, tag=tag)


def _checked_playbook(folder: Path, today: dt.date) -> Playbook:
    """Read the playbook. Raises RefusedError if it has problems or contains starter texts."""
    checked = read_project(folder, today=today, adopted=True)
    problems = failing(checked.problems, adopted=True)
    if problems or checked.playbook is None:
        raise RefusedError(*problems)
    return checked.playbook


def _compare_with_last(release: Release, playbook: Playbook) -> PreparedRelease:
    """Compare with the last release before the commit. Raises RefusedError.

    A correction of an old release is compared with that release, not with the highest one.
    """
    previous = releases(release.project, merged=release.commit)
    if not previous:
        return PreparedRelease(release.wanted, None, "major", ())
    last = parse_version(previous[-1])
    changes = _changes_since(release.project, last, playbook, editorial_reasons(release.snapshot))
    release_class = release_class_of(changes)
    refuse_number(release.wanted, last, release_class, SETTINGS, releases(release.project))
    refuse_old_decision(release.project, last, release_class, playbook)
    return PreparedRelease(release.wanted, last, release_class, changes)


def _changes_since(
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
    """A problem for each published id that no entry has or had; readers may have linked to it."""
    former = (id for entry in after.entries.values() for id in entry.previous_ids)
    known = {*after.entries, *former}
    for id, entry in before.entries.items():
        if id not in known and entry.status != "draft":
            location = Location(before.origins[id].tree.path)
            yield codes.MISSING_ID.at(location, id=id, last=last)


def _write(release: Release, playbook: Playbook, prepared: PreparedRelease) -> None:
    """Write the version number and the change entry, commit and tag. Raises RefusedError."""
    wanted = prepared.number
    record = Record(
        format=RECORD_FORMAT,
        version=wanted.text, since=str(prepared.since) if prepared.since else None,
        note=next_note(release.snapshot, playbook.languages),
        changes=[to_record(change) for change in prepared.changes],
        **{"class": prepared.release_class},
    )  # fmt: skip
    entry = as_yaml(record).encode()
    in_commit, in_folder = (
        with_version_number((folder / SETTINGS).read_bytes(), wanted, SETTINGS)
        for folder in (release.snapshot, release.project)
    )
    files: dict[str, tuple[bytes, bytes] | None] = {
        SETTINGS: (in_commit, in_folder),
        f"{CHANGES}/{wanted}.yml": (entry, entry),
    }
    if (release.snapshot / CHANGES / NEXT).is_file():
        files[f"{CHANGES}/{NEXT}"] = None
    reasons = editorial_reasons(release.snapshot)

    def confirm(commit: str) -> None:
        with snapshot(release.project, commit) as folder:
            refuse_wrong_commit(release, folder, prepared, record, reasons)

    commit_and_tag(release.project, release.commit, wanted, files, confirm)


def refuse_wrong_commit(
    release: Release, folder: Path, prepared: PreparedRelease, record: Record,
    reasons: Mapping[str, str],
) -> None:  # fmt: skip
    """Check that ``folder``, with the files of the new commit, matches the prepared release."""
    playbook = _checked_playbook(folder, release.today)
    wanted = prepared.number.text
    code = codes.ANNOUNCEMENT_DIFFERS
    if playbook.settings.release != wanted:
        raise refusal(
            code, SETTINGS, what=Phrase("commit.version", version=playbook.settings.release)
        )
    entry = f"{CHANGES}/{wanted}.yml"
    if read_record(folder, wanted, playbook.languages) != record:
        raise refusal(code, entry, what=Phrase("commit.change-entry"))
    if prepared.since is not None:
        changes = _changes_since(release.project, prepared.since, playbook, reasons)
        if changes != prepared.changes:
            raise refusal(code, entry, what=Phrase("commit.changes"))
