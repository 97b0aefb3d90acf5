"""The journal of a release: copies of all files that it changes, until the tag exists.

The journal is in the folder ``playbook-release`` of the git folder. If a release fails, everything
is restored from it. If the process was killed, the next release restores everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .. import git
from ..git_objects import adds_file, entries, parents, update_index
from ..problems import Output, Phrase
from . import codes
from .codes import refusal
from .manifest import as_json, digest

FOLDER, JOURNAL, _RESERVE = "playbook-release", "journal.json", "reserve"
_RESERVE_BYTES = 64 * 1024
"""The size of a spare file. It is removed first, so that git can undo a commit on a full disk."""
_GIT_FILES = ("index", "COMMIT_EDITMSG")
"""Files of git that are restored byte for byte, unless the process was killed."""


@dataclass(frozen=True)
class ReleaseJournal:
    """A release in progress.

    ``head`` is the commit that it started from. ``old`` and ``new`` map each file that it changes
    to the SHA-256 of its content before and after, or None if there is no file. ``new`` does not
    contain files of git. ``folder`` contains the copies of the old files, named by their position
    in ``old``.
    """

    project: Path
    folder: Path
    version: str
    head: str
    old: Mapping[str, str | None]
    new: Mapping[str, str | None]

    @property
    def entry(self) -> str:
        """The path of the release's change entry, which shows whether the release made a commit."""
        return f"changes/{self.version}.yml"

    def path(self, name: str) -> Path:
        """The path of a file."""
        return self.project / name if name in self.new else git_path(self.project, name)

    def copy(self, name: str) -> Path:
        """The path of the copy of a file."""
        return self.folder / str(list(self.old).index(name))


def begin(
    project: Path, head: str, version: str, files: Mapping[str, bytes | None]
) -> ReleaseJournal:
    """Copy the files to the journal before they are changed. Raises GitError and OSError."""
    new = {name: None if data is None else digest(data) for name, data in files.items()}
    paths = {name: project / name for name in files}
    paths |= {name: git_path(project, name) for name in _GIT_FILES}
    old = {name: digest_of(path) for name, path in paths.items()}
    journal = ReleaseJournal(project, git_path(project, FOLDER), version, head, old, new)
    shutil.rmtree(journal.folder, ignore_errors=True)  # without a journal, nothing was changed
    try:
        journal.folder.mkdir()
        for name, hash in old.items():
            if hash is not None:
                shutil.copy2(paths[name], journal.copy(name))
        (journal.folder / _RESERVE).write_bytes(bytes(_RESERVE_BYTES))
        values = {"format": 1, "version": version, "head": head, "old": old, "new": new}
        temporary = journal.folder / f"{JOURNAL}.part"
        temporary.write_bytes(as_json(values))
        temporary.replace(journal.folder / JOURNAL)
    except BaseException:
        shutil.rmtree(journal.folder, ignore_errors=True)
        raise
    return journal


def end(journal: ReleaseJournal) -> None:
    """Remove the journal. Raises OSError."""
    (journal.folder / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(journal.folder, ignore_errors=True)


def undo(journal: ReleaseJournal, *, keep_index: bool = False) -> None:
    """Restore all files, the index and HEAD after a failed release. Raises RefusedError.

    With ``keep_index``, only the index entries of the project's files are restored.
    """
    names = journal.new if keep_index else journal.old
    try:
        (journal.folder / _RESERVE).unlink(missing_ok=True)
        current = git.resolve_commit(journal.project, "HEAD")
        if current != journal.head and not made_commit(journal, current):
            raise unfinished(journal, Phrase("reason.other-commit"))
        if keep_index:
            _reset_index(journal)
        if current != journal.head:
            args = ("update-ref", "-m", "playbook release: undone", "HEAD")
            git.run(journal.project, *args, journal.head, current)
        for name in names:
            _restore(journal.path(name), journal.copy(name), existed=bool(journal.old[name]))
        end(journal)
    except git.GitError as error:
        raise unfinished(journal, Output(tuple(str(error).splitlines()))) from error
    except OSError as error:
        raise unfinished(journal, f"{error.filename}: {error.strerror}") from error


def unfinished(journal: ReleaseJournal, reason: Phrase | Output | str) -> codes.RefusedError:
    """The refusal of a release that cannot be undone."""
    code = codes.UNFINISHED_RELEASE
    return refusal(code, journal.entry, version=journal.version, reason=reason)


def git_path(project: Path, name: str) -> Path:
    """The path of one of git's own files."""
    return project / git.run(project, "rev-parse", "--git-path", name)


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file, or None if there is no file."""
    return digest(path.read_bytes()) if path.is_file() else None


def _restore(path: Path, copy: Path, *, existed: bool) -> None:
    """Restore a file from its copy, or remove a file that did not exist. Raises OSError.

    A copy that is missing was already moved to its place.
    """
    path.with_name(f".{path.name}.release").unlink(missing_ok=True)
    if not existed:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # removes the folder of change entries only if it is empty
            path.parent.rmdir()
    elif copy.is_file() and copy.stat().st_dev == path.parent.stat().st_dev:
        copy.replace(path)  # needs no space
    elif copy.is_file():
        shutil.copy2(copy, path)


def made_commit(journal: ReleaseJournal, commit: str) -> bool:
    """Whether the release made a commit: it follows ``head`` and adds the change entry."""
    path = f"{git.prefix(journal.project)}{journal.entry}"
    has_parent = parents(journal.project, commit) == [journal.head]
    return has_parent and adds_file(journal.project, commit, path)


def _reset_index(journal: ReleaseJournal) -> None:
    """Set the index entries of the files to those of ``head``."""
    prefix = git.prefix(journal.project)
    before = {entry.path: entry for entry in entries(journal.project, journal.head, prefix)}
    found = {f"{prefix}{name}": before.get(f"{prefix}{name}") for name in journal.new}
    changes = {path: (entry.mode, entry.id) if entry else None for path, entry in found.items()}
    update_index(journal.project, changes, journal.head)
