"""Checks that no symbolic link in a folder leads outside it.

A link is followed step by step, as text. It is rejected if a step is an absolute path or leaves the
folder, even if a later step returns: in a different checkout, the parent folders are different.
"""

# ruff: noqa: PTH110, PTH112, PTH114, PTH115
# os.path returns False where pathlib raises, for example for a path that is too long, and it does
# not normalise the target of a link.

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from ..problems import Location, Phrase, Problem, ordered
from . import codes

MAX_STEPS = 40
"""The maximum number of links on a path; the same as in Linux."""
_SPECIAL_FILE_TYPES = (
    (stat.S_ISFIFO, Phrase("file.pipe")),
    (stat.S_ISSOCK, Phrase("file.socket")),
    (stat.S_ISCHR, Phrase("file.device")),
    (stat.S_ISBLK, Phrase("file.device")),
)


@dataclass(frozen=True)
class _Resolved:
    """The end of a path (None if it leaves the folder), and the target text of its last link."""

    end: Path | None
    target: str


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or a junction on Windows."""
    return os.path.islink(path) or (sys.version_info >= (3, 12) and os.path.isjunction(path))


def path_problem(path: Path, folder: Path, folder_name: str = "") -> Problem | None:
    """The reason why a path in a folder must not be read or published, or None if it may be.

    ``folder_name`` is the folder's name in problems; without it, the folder is the project. No
    file is opened.
    """
    name = path.relative_to(folder).as_posix()
    location = Location(f"{folder_name}/{name}" if folder_name else name)
    resolved = _Resolved(end=None, target="")
    try:
        resolved = _follow(path, folder)
        if resolved.end is None:
            allowed = folder_name or Phrase("where.project")
            return codes.LINK_OUTSIDE.at(location, folder=allowed, target=resolved.target)
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            return codes.CIRCULAR_LINK.at(location, where=Phrase("loop.itself"))
        if resolved.target:
            return codes.DEAD_LINK.at(location, target=resolved.target, reason=error.strerror)
        return codes.UNREADABLE.at(location, reason=error.strerror)
    if resolved.target and is_hidden(resolved.end.relative_to(folder)):
        return codes.LINK_TO_HIDDEN.at(location, target=resolved.target)
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        found = next(
            (name for is_type, name in _SPECIAL_FILE_TYPES if is_type(mode)),
            Phrase("file.unknown-type"),
        )
        return codes.NOT_A_FILE.at(location, found=found)
    return None


def linked_folder_problem(folder: Path, folder_name: str) -> Problem:
    """The problem with a folder that is itself a link."""
    return codes.LINKED_FOLDER.at(Location(folder_name), target=os.readlink(folder))


def is_linked(path: Path, folder: Path) -> bool:
    """Whether a path below a folder is a link or passes through one. The path need not exist."""
    try:
        return _follow(path, folder).end != path
    except (OSError, ValueError):
        return True


def path_problems(folder: Path, folder_name: str) -> list[Problem]:
    """The problems with all paths below a folder, including hidden paths, up to the limit."""
    problems: list[Problem] = []
    links: list[tuple[Path, Path]] = []
    for path in _unusual_paths(folder, folder_name, problems):
        if _is_emacs_lock(path):
            continue
        problem = path_problem(path, folder, folder_name)
        if problem:
            problems.append(problem)
        elif is_link(path) and os.path.isdir(path) and (end := _follow(path, folder).end):
            links.append((path, end))
    problems += _circular_links(links, folder, folder_name)
    return codes.limited(ordered(problems))


def _follow(path: Path, folder: Path) -> _Resolved:
    """Follow a path below a folder, link by link. Raises OSError for a circular path."""
    current, target, steps = folder, "", 0
    remaining = list(reversed(path.relative_to(folder).parts))
    while remaining:
        part = remaining.pop()
        if part == "..":
            if current == folder:
                return _Resolved(None, target)
            current = current.parent
        elif not is_link(current / part):
            current /= part
        else:
            steps += 1
            if steps > MAX_STEPS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            target = os.readlink(current / part)
            if PurePath(target).anchor:
                return _Resolved(None, target)
            remaining += reversed(PurePath(target).parts)
    return _Resolved(current, target)


def _unusual_paths(folder: Path, folder_name: str, problems: list[Problem]) -> Iterator[Path]:
    """The paths below a folder that are neither files nor folders; links are not followed."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as scanned:
                entries = list(scanned)
        except OSError as error:
            name = f"{folder_name}/{current.relative_to(folder).as_posix()}".removesuffix("/.")
            problems.append(codes.UNREADABLE.at(Location(name), reason=error.strerror))
            continue
        for entry in entries:
            if _is_file(entry):
                continue
            path = Path(entry.path)
            if _is_folder(path):
                pending.append(path)
            else:
                yield path


def _circular_links(
    links: list[tuple[Path, Path]], folder: Path, folder_name: str
) -> Iterator[Problem]:
    """Problems of links to folders that contain links to folders: MkDocs would never finish."""
    folders_with_links = {parent for path, _ in links for parent in path.parents}
    for path, end in links:
        if end in folders_with_links:
            is_parent = end in path.parents
            where = Phrase("loop.parent" if is_parent else "loop.folder-with-links")
            name = f"{folder_name}/{path.relative_to(folder).as_posix()}"
            yield codes.CIRCULAR_LINK.at(Location(name), where=where)


def is_hidden(path: PurePath) -> bool:
    """Whether a name on a path begins with a dot: such a file is not published under that name."""
    return any(part.startswith(".") for part in path.parts)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file and no link. The listing of its folder usually says so already."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder and no link."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    is_junction = bool(getattr(status, "st_reparse_tag", 0))  # only on Windows
    return stat.S_ISDIR(status.st_mode) and not is_junction


def _is_emacs_lock(path: Path) -> bool:
    """Whether a path is a lock that Emacs made: a link whose target is a user and a process."""
    return path.name.startswith(".#") and is_link(path) and not os.path.exists(path)
