"""Writes the files of a commit to a folder, byte for byte, for builds and releases."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..changes.states import CHANGES
from ..git import GitError, prefix
from ..git_objects import Entry, NotRegularFileError, entries, require_regular_files, write
from ..problems import Phrase
from ..project import DATA_FOLDER
from ..source.files import is_utf8
from . import codes
from .codes import refusal
from .git_errors import git_refusal

DOCS = "docs"
_LFS_POINTER_START = b"version https://git-lfs.github.com/spec/"
"""The first bytes of a Git LFS pointer, which is in the commit instead of the file."""
_MAX_POINTER_BYTES = 1024


def checkout(project: Path, commit: str, folder: Path) -> None:
    """Write all files of a commit to a new folder. Raises RefusedError."""
    with _errors_as_refusals(folder):
        project_path = prefix(project)
        files = entries(project, commit)
        _refuse_unbuildable(files, project_path)
        folder.mkdir(parents=True)
        write(project, files, folder)
        _refuse_pointers(folder / project_path)


@contextmanager
def snapshot(project: Path, commit: str) -> Iterator[Path]:
    """Write the project's files from a commit to a temporary folder. Raises RefusedError.

    Links in the data and the change entries are refused, because these are compared between
    revisions.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        folder = Path(work) / "commit"
        with _errors_as_refusals(folder):
            project_path = prefix(project)
            files = entries(project, commit, project_path)
            compared = _files_below(files, project_path, DATA_FOLDER, CHANGES)
            require_regular_files(compared, project_path, "the commit")
            _refuse_unbuildable(files, project_path)
            folder.mkdir()
            write(project, files, folder, project_path)
            _refuse_pointers(folder)
        yield folder


@contextmanager
def _errors_as_refusals(folder: Path) -> Iterator[None]:
    """Convert errors of git and of writing to ``folder`` to RefusedError."""
    try:
        yield
    except GitError as error:
        raise git_refusal(error, ".git") from error
    except OSError as error:
        raise refusal(codes.NOT_WRITTEN, str(folder), reason=error.strerror) from error


def _files_below(files: Iterable[Entry], project_path: str, *folders: str) -> Iterator[Entry]:
    """The entries that are in, or replace, one of these folders of the project."""
    for entry in files:
        if any(f"{entry.path}/".startswith(f"{project_path}{folder}/") for folder in folders):
            yield entry


def _refuse_unbuildable(files: Iterable[Entry], project_path: str) -> None:
    """Check that a build can read all files. Raises NotRegularFileError."""
    for entry in _files_below(files, project_path, DATA_FOLDER, DOCS, CHANGES):
        path = entry.path.removeprefix(project_path)
        if entry.is_submodule:
            what = Phrase("git.submodule-without-files")
            raise NotRegularFileError(path, what, Phrase("cure.files-themselves"))
        if not is_utf8(path):
            what = Phrase("git.name-not-utf-8")
            raise NotRegularFileError(path, what, Phrase("cure.rename-and-commit"))


def _refuse_pointers(project: Path) -> None:
    """Check that no file in ``docs`` is only a Git LFS pointer.

    Raises NotRegularFileError.
    """
    for path in sorted((project / DOCS).rglob("*")):
        is_small = path.is_file() and path.stat().st_size <= _MAX_POINTER_BYTES
        if is_small and path.read_bytes().startswith(_LFS_POINTER_START):
            what = Phrase("git.lfs")
            cure = Phrase("cure.lfs-untrack")
            raise NotRegularFileError(path.relative_to(project).as_posix(), what, cure)
