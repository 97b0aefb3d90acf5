"""The files of a commit in a folder, byte for byte: what is built, and what is tagged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..changes.states import CHANGES
from ..git import GitError, prefix
from ..git_objects import Entry, NotPlainError, entries, refuse_links, write
from ..project import DATA_FOLDER
from ..source.files import is_utf8
from . import codes
from .codes import refuse, refused_by_git

DOCS = "docs"
_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that only points to another, which Git LFS keeps."""
_POINTER_SIZE = 1024
"""Bytes that such a file has at most."""


def checkout(project: Path, commit: str, folder: Path) -> None:
    """Write all of a commit to a folder. Raises RefusedError."""
    with _refusing(folder):
        below = prefix(project)
        found = entries(project, commit)
        _refuse_lost(found, below)
        folder.mkdir(parents=True)
        write(project, found, folder)
        _refuse_pointers(folder / below)


@contextmanager
def snapshot(project: Path, commit: str) -> Iterator[Path]:
    """The project's own folder as a commit holds it, for a while. Raises RefusedError.

    Links are refused in what is compared with other revisions: the data and the change entries.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        folder = Path(work) / "commit"
        with _refusing(folder):
            below = prefix(project)
            found = entries(project, commit, below)
            refuse_links(_under(found, below, DATA_FOLDER, CHANGES), below, "the commit")
            _refuse_lost(found, below)
            folder.mkdir()
            write(project, found, folder, below)
            _refuse_pointers(folder)
        yield folder


@contextmanager
def _refusing(folder: Path) -> Iterator[None]:
    try:
        yield
    except GitError as error:
        raise refused_by_git(error, ".git") from error
    except OSError as error:
        raise refuse(codes.NOT_WRITTEN, str(folder), reason=error.strerror) from error


def _under(found: Iterable[Entry], below: str, *parts: str) -> Iterator[Entry]:
    """What lies in some folders of the project, the folder itself included."""
    for entry in found:
        if any(f"{entry.path}/".startswith(f"{below}{part}/") for part in parts):
            yield entry


def _refuse_lost(found: Iterable[Entry], below: str) -> None:
    """Refuse what a build would leave out, or could not read. Raises NotPlainError."""
    for entry in _under(found, below, DATA_FOLDER, DOCS, CHANGES):
        path = entry.path.removeprefix(below)
        if entry.is_submodule:
            what = "is a submodule, whose files are not in the commit"
            raise NotPlainError(path, what, "put the files themselves there")
        if not is_utf8(path):
            raise NotPlainError(path, "has a name that is not UTF-8", "rename it, and commit")


def _refuse_pointers(project: Path) -> None:
    """Refuse pictures and pages that are only named in the commit. Raises NotPlainError."""
    for path in sorted((project / DOCS).rglob("*")):
        is_small = path.is_file() and path.stat().st_size <= _POINTER_SIZE
        if is_small and path.read_bytes().startswith(_POINTER):
            what = "is in Git LFS, and the commit only names it"
            cure = "keep the file itself in git: git lfs untrack, then git add --renormalize"
            raise NotPlainError(path.relative_to(project).as_posix(), what, cure)
