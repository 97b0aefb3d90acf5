"""Creates a repository in one step: everything is first written and checked next to it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ..git import run
from ..problems import Problem, failing
from ..project import read_project
from ..schema.files import outdated_files
from ..system_errors import patiently
from .host_files import EXECUTABLE

GIT = ".git"
"""The only thing that a folder may contain: a clone of an empty repository has it."""
BRANCH = "main"


class NotCreatedError(Exception):
    """Nothing was created: the data would have ``problems``."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems")


def is_free(folder: Path) -> bool:
    """Whether a folder does not exist, or is empty but for ``.git``."""
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and {entry.name for entry in folder.iterdir()} <= {GIT}


def create(folder: Path, files: Mapping[str, bytes], *, with_git: bool) -> None:
    """Create a repository with some files and the schemas for text editors.

    Raises NotCreatedError, OSError and GitError; the folder is then as it was.
    """
    with _staging_folder(folder) as staging:
        for path, data in files.items():
            _write(staging / path, data)
            set_executable(staging, path)
        checked = read_project(staging)
        problems = failing(checked.problems)
        if problems or checked.playbook is None:
            raise NotCreatedError(problems)
        for path, text in outdated_files(staging, checked.playbook).items():
            _write(staging / path, text.encode())
        if with_git and not (folder / GIT).exists():
            run(staging, "init", "--quiet", f"--initial-branch={BRANCH}")
        _move(staging, folder)


@contextmanager
def _staging_folder(folder: Path) -> Iterator[Path]:
    """A folder next to the repository, in the same file system; it is removed at the end.

    Folders above it that do not exist yet are removed too if nothing was created.
    """
    created = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    inside = folder if folder.is_dir() and not os.access(folder.parent, os.W_OK) else folder.parent
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-init-", dir=inside))
    try:
        yield staging
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        for parent in created:
            parent.rmdir()
        raise
    shutil.rmtree(staging, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def set_executable(folder: Path, path: str) -> None:
    """Make a file of a repository executable if it is a program."""
    if path in EXECUTABLE:
        (folder / path).chmod((folder / path).stat().st_mode | 0o111)


def _move(staging: Path, folder: Path) -> None:
    """Move the finished files. A folder that exists keeps its rights, and may be the current one.

    If a move fails, or is interrupted by Ctrl-C, those before it are undone.
    """
    if not folder.exists():
        staging.chmod(0o777 & ~_umask())
        patiently(lambda: staging.rename(folder))
        return
    moved: list[Path] = []
    try:
        for entry in sorted(staging.iterdir()):
            moved.append(folder / entry.name)  # before the move, which Ctrl-C may follow at once
            patiently(partial(entry.rename, folder / entry.name))
    except BaseException:
        for path in moved:
            if not (staging / path.name).exists():
                path.rename(staging / path.name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
