"""Copies or moves the files of one folder to another without replacing the folder itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from ..system_errors import patiently

Transfer = Callable[[Path, Path], object]
"""Moves, links or copies a file from the first path to the second."""


def files_below(folder: Path) -> Iterator[str]:
    """The relative path of every file below a folder. A symbolic link counts as a file."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from (f"{entry.name}/{path}" for path in files_below(folder / entry.name))
        else:
            yield entry.name


def mirror(
    source: Path,
    target: Path,
    temporary: Path,
    transfer: Transfer,
    *,
    keep: Callable[[str], bool],
    order: Callable[[str], tuple[int, str]] = lambda path: (0, path),
) -> None:
    """Make the files of ``target`` the same as those of ``source``, one atomic step per file.

    Files are transferred in the given ``order`` of their paths; a file that is already in place is
    skipped. ``temporary`` is a path on the file system of ``target``. Files that are not in
    ``source`` are removed unless ``keep`` is true for their path. Raises OSError; the function may
    be called again after that.
    """
    source_paths = sorted(files_below(source), key=order)
    for path in source_paths:
        if not _is_same(f"{source}{os.sep}{path}", f"{target}{os.sep}{path}"):
            _clear_path(target, path)
            temporary.unlink(missing_ok=True)
            patiently(partial(transfer, source / path, temporary))
            patiently(partial(temporary.replace, target / path))
    extra = {path for path in set(files_below(target)) - set(source_paths) if not keep(path)}
    for path in extra:
        patiently((target / path).unlink)
    remove_empty(target, extra)


def link_or_copy(source: Path, target: Path) -> None:
    """Make a hard link if the file system supports it, otherwise a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target)


def remove_empty(folder: Path, removed: Iterable[str]) -> None:
    """Remove the folders that became empty when the ``removed`` files were removed."""
    parents = {parent for path in removed for parent in Path(path).parents if parent.name}
    for parent in sorted(parents, key=lambda path: -len(path.parts)):
        if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()


def _is_same(first: str, second: str) -> bool:
    try:
        return os.path.samestat(os.lstat(first), os.lstat(second))
    except (FileNotFoundError, NotADirectoryError):
        return False


def _clear_path(target: Path, path: str) -> None:
    """Create the parent folders of a file, and remove anything that is in the way."""
    for parent in reversed(Path(path).parents[:-1]):
        above = target / parent
        if above.is_symlink() or above.is_file():
            above.unlink()
        above.mkdir(exist_ok=True)
    if (target / path).is_dir() and not (target / path).is_symlink():
        shutil.rmtree(target / path)
