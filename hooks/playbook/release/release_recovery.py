"""Undoes the work of a release whose process was killed, from its journal."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import git
from ..problems import Phrase
from . import codes
from .codes import refusal
from .release_journal import (
    FOLDER,
    JOURNAL,
    ReleaseJournal,
    digest_of,
    end,
    git_path,
    made_commit,
    undo,
    unfinished,
)


def recover(project: Path) -> None:
    """Undo the work of a release that was killed, if there is any.

    Raises RefusedError if that is impossible, or if somebody has changed its files since.
    """
    journal = _read(project)
    if journal is None:  # nothing was changed yet, or the release was complete
        shutil.rmtree(git_path(project, FOLDER), ignore_errors=True)
        return
    if locks := list(_locks(journal)):
        raise unfinished(journal, Phrase("reason.git-locks", paths=tuple(locks)))
    head = git.resolve_commit(project, "HEAD")
    is_tagged = git.find_commit(project, f"refs/tags/v{journal.version}") == head
    if is_tagged or not (head == journal.head or made_commit(journal, head)):
        end(journal)  # the release was complete, or somebody has committed since
        return
    for name, new in journal.new.items():
        if digest_of(project / name) not in (journal.old[name], new):
            raise unfinished(journal, Phrase("reason.changed-since", path=name))
    undo(journal, keep_index=True)


def _locks(journal: ReleaseJournal) -> Iterator[str]:
    """The lock files of git that a killed process left, or that a running one holds."""
    names = ["index", "HEAD", f"refs/tags/v{journal.version}"]
    branch = git.run(journal.project, "rev-parse", "--symbolic-full-name", "HEAD")
    for name in (*names, branch):
        lock = git_path(journal.project, f"{name}.lock")
        if lock.exists():
            yield os.path.relpath(lock, journal.project)


def _read(project: Path) -> ReleaseJournal | None:
    """The journal that a killed release has left, or None."""
    folder = git_path(project, FOLDER)
    try:
        values: Mapping[str, Any] = json.loads((folder / JOURNAL).read_bytes())
        fields = (values[name] for name in ("version", "head", "old", "new"))
        return ReleaseJournal(project, folder, *fields)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        code, where = codes.UNFINISHED_RELEASE, str(folder)
        raise refusal(code, where, version="?", reason=str(error)) from error
