"""Giving a folder the files of another, while the folder itself stays the one that it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Take = Callable[[Path, Path], object]
"""Brings a file from its path to a new path: moves it, links it or copies it."""


def files_below(folder: Path) -> Iterator[str]:
    """The path of every file below a folder. A symbolic link is a file and is never followed."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from (f"{entry.name}/{path}" for path in files_below(folder / entry.name))
        else:
            yield entry.name


def mirror(
    source: Path,
    place: Path,
    part: Path,
    take: Take,
    *,
    keep: Callable[[str], bool],
    order: Callable[[str], tuple[int, str]] = lambda path: (0, path),
) -> None:
    """Give a folder the files of another, each in one step, in an order of their paths.

    A file that is at its place already is passed over. ``part`` is a path on the file system of
    ``place`` for a file on its way. What ``source`` lacks is removed where ``keep`` denies it.
    Raises OSError, and can then be called again.
    """
    wanted = sorted(files_below(source), key=order)
    for path in wanted:
        if not _is_same(source / path, place / path):
            _make_way(place, path)
            part.unlink(missing_ok=True)
            take(source / path, part)
            part.replace(place / path)
    gone = {path for path in set(files_below(place)) - set(wanted) if not keep(path)}
    for path in gone:
        (place / path).unlink()
    remove_empty(place, gone)


def link_or_copy(source: Path, place: Path) -> None:
    """The same file again where the file system can link, and otherwise a copy."""
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, place)


def remove_empty(folder: Path, gone: Iterable[str]) -> None:
    """Remove the folders that the removed files leave empty."""
    parents = {parent for path in gone for parent in Path(path).parents if parent.name}
    for parent in sorted(parents, key=lambda path: -len(path.parts)):
        if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return False


def _make_way(place: Path, path: str) -> None:
    """Make the folders above a file, and remove what stands in their place or in the file's."""
    for parent in reversed(Path(path).parents[:-1]):
        above = place / parent
        if above.is_symlink() or above.is_file():
            above.unlink()
        above.mkdir(exist_ok=True)
    if (place / path).is_dir() and not (place / path).is_symlink():
        shutil.rmtree(place / path)
