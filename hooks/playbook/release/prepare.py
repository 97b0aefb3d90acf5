"""Prepares a release: checks a commit, lists its changes, and creates a commit and a tag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import git
from ..changes.change import Change
from ..changes.file_changes import FileChange, file_changes
from ..changes.record import (
    RECORD_FORMAT,
    Record,
    ReleaseClass,
    next_note,
    read_record,
    release_class_of,
    to_record,
    to_recorded_file,
)
from ..changes.releases import releases, tag_ref
from ..changes.states import NEXT, StateError, editorial_reasons, unknown_editorial_ids
from ..model.playbook import Edition, Playbook
from ..problems import Phrase, failing
from ..project import CHANGES, read_project
from . import codes
from .approvals import refuse_future_decision, refuse_old_decision
from .build import built_manifests
from .checkout import snapshot
from .codes import RefusedError, refusal
from .git_errors import git_refusal
from .last_release import (
    changes_since,
    refuse_lower_number,
    refuse_other_history,
    refuse_wrong_tags,
)
from .new_files import new_files
from .release_recovery import recover
from .tag_message import tag_message
from .tagged_release import SETTINGS, release_of
from .tagging import commit_and_tag, new_commit_time
from .version_numbers import VersionNumber, parse_version, refuse_number
from .working_tree import refuse_differences, refuse_uncommitted


@dataclass(frozen=True)
class PreparedRelease:
    """A release that was tagged, or would be; ``since`` is the previous one, or None.

    ``files`` are the published files outside the data that changed.
    """

    number: VersionNumber
    since: VersionNumber | None
    release_class: ReleaseClass
    changes: tuple[Change, ...]
    files: tuple[FileChange, ...] = ()


@dataclass(frozen=True)
class Release:
    """A release to prepare; ``snapshot`` has the files of ``commit``.

    With ``adopted``, starter text is refused.
    """

    project: Path
    commit: str
    snapshot: Path
    wanted: VersionNumber
    today: dt.date
    adopted: bool = True


def prepare(
    project: Path,
    wanted: VersionNumber,
    today: dt.date,
    *,
    dry_run: bool = False,
    rebuild: bool = False,
    adopted: bool = True,
) -> PreparedRelease:
    """Check the project, build the release, write its files, commit and tag.

    All checks read the commit, which the folder must equal. ``rebuild`` builds in the environment
    of the lock file; with ``adopted``, starter text is refused. Raises RefusedError.
    """
    try:
        recover(project)
        refuse_uncommitted(project)
        if git.is_shallow(project):
            raise refusal(codes.SHALLOW, wanted.tag)
        commit = git.resolve_commit(project, "HEAD")
        with snapshot(project, commit) as folder:
            refuse_differences(project, commit, folder)
            release = Release(project, commit, folder, wanted, today, adopted)
            refuse_wrong_tags(project, folder, wanted)
            playbook = _checked_playbook(folder, release)
            refuse_lower_number(project, playbook.settings.release, wanted, SETTINGS)
            prepared = _compare_with_last(release, playbook)
            _build_and_tag(release, playbook, prepared, dry_run=dry_run, rebuild=rebuild)
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error
    except StateError as error:
        raise refusal(codes.BAD_CHANGE_ENTRY, f"{CHANGES}/{NEXT}", reason=error.reason) from error
    return prepared


def _checked_playbook(folder: Path, release: Release) -> Playbook:
    """Read the playbook. Raises RefusedError if it has problems or contains starter texts."""
    checked = read_project(folder, today=release.today, adopted=release.adopted)
    problems = list(failing(checked.problems, adopted=release.adopted))
    if checked.playbook is not None:
        problems += unknown_editorial_ids(editorial_reasons(folder), checked.playbook)
    if problems or checked.playbook is None:
        raise RefusedError(*problems)
    return checked.playbook


def _compare_with_last(release: Release, playbook: Playbook) -> PreparedRelease:
    """Compare with the last release before the commit. Raises RefusedError.

    A correction of an old release is compared with that release, not with the highest one.
    """
    refuse_future_decision(playbook, release.today)
    previous = releases(release.project, merged=release.commit)
    if not previous:
        refuse_other_history(release.project, git.prefix(release.project))
        return PreparedRelease(release.wanted, since=None, release_class="major", changes=())
    last = parse_version(previous[-1])
    changes = changes_since(release.project, last, playbook, editorial_reasons(release.snapshot))
    release_class = release_class_of(changes)
    refuse_number(release.wanted, last, release_class, SETTINGS, releases(release.project))
    refuse_old_decision(release.project, last, release_class, playbook)
    files = file_changes(tag_ref(last.text), release.commit, release.project)
    return PreparedRelease(release.wanted, last, release_class, changes, files)


def _build_and_tag(
    release: Release, playbook: Playbook, prepared: PreparedRelease, *, dry_run: bool, rebuild: bool
) -> None:
    """Build the release, then write its files, commit and tag. Raises RefusedError."""
    project, reasons = release.project, editorial_reasons(release.snapshot)
    record = _record(release, playbook, prepared)
    files = new_files(project, release.snapshot, release.wanted, record)
    at = new_commit_time(project, prepared.since)
    in_commit = {name: contents and contents.committed for name, contents in files.items()}
    public: tuple[Edition, ...] = ("public",) if playbook.settings.public_edition else ()
    candidates = [
        release_of(project, release.wanted, release.commit, at, in_commit, edition)
        for edition in ("full", *public)
    ]
    manifests = built_manifests(project, candidates, rebuild=rebuild)
    if dry_run:
        return
    refuse_uncommitted(project)  # a build takes long enough for an edit
    if git.resolve_commit(project, "HEAD") != release.commit:
        raise refusal(codes.OTHER_HEAD, ".")

    def confirm(commit: str) -> str:
        with snapshot(project, commit) as folder:
            refuse_wrong_commit(release, folder, prepared, record, reasons)
        return tag_message(*(replace(manifest, commit=commit) for manifest in manifests))

    commit_and_tag(project, release.commit, release.wanted, at, files, confirm)


def _record(release: Release, playbook: Playbook, prepared: PreparedRelease) -> Record:
    """The change entry of a release."""
    return Record(
        format=RECORD_FORMAT,
        version=release.wanted.text, since=str(prepared.since) if prepared.since else None,
        note=next_note(release.snapshot, playbook.languages),
        changes=[to_record(change) for change in prepared.changes],
        files=[to_recorded_file(change) for change in prepared.files],
        **{"class": prepared.release_class},
    )  # fmt: skip


def refuse_wrong_commit(
    release: Release, folder: Path, prepared: PreparedRelease, record: Record,
    reasons: Mapping[str, str],
) -> None:  # fmt: skip
    """Check that ``folder``, with the files of the new commit, matches the prepared release."""
    playbook = _checked_playbook(folder, release)
    wanted = prepared.number.text
    code = codes.ANNOUNCEMENT_DIFFERS
    if (found := playbook.settings.release) != wanted:
        raise refusal(code, SETTINGS, what=Phrase("commit.version", version=found))
    entry = f"{CHANGES}/{wanted}.yml"
    if read_record(folder, wanted, playbook.languages) != record:
        raise refusal(code, entry, what=Phrase("commit.change-entry"))
    if prepared.since is not None:
        changes = changes_since(release.project, prepared.since, playbook, reasons)
        if changes != prepared.changes:
            raise refusal(code, entry, what=Phrase("commit.changes"))
