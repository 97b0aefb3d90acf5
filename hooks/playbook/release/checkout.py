"""Writes the files of a commit to a folder, byte for byte, for builds and releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..git import GitError, prefix
from ..git_objects import Entry, NotRegularFileError, entries, write
from ..problems import Phrase
from ..project import CHANGES, DATA_FOLDER
from ..revisions import files_below, revision_folder
from ..source.decoding import LFS_POINTER_START, is_utf8
from . import codes
from .codes import refusal
from .git_errors import git_refusal

DOCS = "docs"
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

    Links in the data and the change entries are refused, because both are compared
    between revisions.
    """
    with ExitStack() as stack:
        with _errors_as_refusals(project):
            folder = stack.enter_context(
                revision_folder(project, commit, "the commit", check=_refuse_unbuildable)
            )
            _refuse_pointers(folder)
        yield folder


@contextmanager
def _errors_as_refusals(folder: Path) -> Iterator[None]:
    """Convert errors of git, and errors in writing to ``folder``, into RefusedError."""
    try:
        yield
    except GitError as error:
        raise git_refusal(error, ".git") from error
    except OSError as error:
        raise refusal(codes.NOT_WRITTEN, str(folder), reason=error.strerror) from error


def _refuse_unbuildable(files: Iterable[Entry], project_path: str) -> None:
    """Check that a build can read all files. Raises NotRegularFileError."""
    for entry in files_below(files, project_path, DATA_FOLDER, DOCS, CHANGES):
        path = entry.path.removeprefix(project_path)
        if entry.is_submodule:
            what = Phrase("git.submodule-without-files")
            raise NotRegularFileError(path, what, Phrase("cure.files-themselves"))
        if not is_utf8(path):
            what = Phrase("git.name-not-utf-8")
            raise NotRegularFileError(path, what, Phrase("cure.rename-and-commit"))


def _refuse_pointers(project: Path) -> None:
    """Check that no file in ``docs`` is a Git LFS pointer instead of its content.

    Raises NotRegularFileError.
    """
    for path in sorted((project / DOCS).rglob("*")):
        is_small = path.is_file() and path.stat().st_size <= _MAX_POINTER_BYTES
        if is_small and path.read_bytes().startswith(LFS_POINTER_START):
            what = Phrase("git.lfs")
            cure = Phrase("cure.lfs-untrack")
            raise NotRegularFileError(path.relative_to(project).as_posix(), what, cure)
