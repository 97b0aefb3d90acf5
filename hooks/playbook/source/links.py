"""Links in a folder whose files are read or published: each must end inside that folder.

A link is followed step by step, as text. It is refused where one step is an absolute path or climbs
out of the folder, even where it would come back: another checkout of the project has other folders
around it.
"""

# ruff: noqa: PTH110, PTH112, PTH114, PTH115
# os.path answers False where pathlib raises, as for a path that is too long; and a link's text is
# shown as it is.

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from ..problems import MAX_PROBLEMS, Location, Problem, ordered
from . import codes

MAX_STEPS = 40
"""How many links a path may lead through; Linux follows as many."""
_TYPES = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True)
class _Trail:
    """Where a path ends, or None where it leaves the folder; and the text of its last link."""

    end: Path | None
    text: str


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or what Windows has in its place."""
    return os.path.islink(path) or (sys.version_info >= (3, 12) and os.path.isjunction(path))


def refusal(path: Path, folder: Path, shown: str = "") -> Problem | None:
    """Why a path in a folder may be neither read nor published, or None where it may.

    ``shown`` is how problems name the folder, by default the project. Nothing is opened.
    """
    name = path.relative_to(folder).as_posix()
    location = Location(f"{shown}/{name}" if shown else name)
    trail = _Trail(None, "")
    try:
        trail = _follow(path, folder)
        if trail.end is None:
            around = shown or "the project"
            return codes.LINK_OUTSIDE.at(location, folder=around, target=trail.text)
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            return codes.CIRCLE.at(location, where="back to itself")
        if trail.text:
            return codes.DEAD_LINK.at(location, target=trail.text, reason=error.strerror)
        return codes.UNREADABLE.at(location, reason=error.strerror)
    if trail.text and is_hidden(trail.end.relative_to(folder)):
        return codes.LEADS_TO_HIDDEN.at(location, target=trail.text)
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        found = next((name for is_type, name in _TYPES if is_type(mode)), "of an unknown type")
        return codes.NOT_A_FILE.at(location, found=found)
    return None


def linked(folder: Path, shown: str) -> Problem:
    """The problem of a folder that is a link itself."""
    return codes.LINKED_FOLDER.at(Location(shown), target=os.readlink(folder))


def is_linked(path: Path, folder: Path) -> bool:
    """Whether a link stands on the way from a folder to a path, be there a file or none."""
    try:
        return _follow(path, folder).end != path
    except (OSError, ValueError):
        return True


def refusals(folder: Path, shown: str) -> list[Problem]:
    """All that is refused in a folder and below, hidden names included, up to a limit."""
    problems: list[Problem] = []
    links: list[tuple[Path, Path]] = []
    for path in _below(folder, shown, problems):
        if _is_lock_of_emacs(path):
            continue
        problem = refusal(path, folder, shown)
        if problem:
            problems.append(problem)
        elif is_link(path) and os.path.isdir(path) and (end := _follow(path, folder).end):
            links.append((path, end))
    problems += _circles(links, folder, shown)
    found = ordered(problems)
    if len(found) <= MAX_PROBLEMS:
        return found
    return [*found[:MAX_PROBLEMS], codes.too_many_problems(found[MAX_PROBLEMS - 1].location)]


def _follow(path: Path, folder: Path) -> _Trail:
    """Follow a path below a folder, link by link. Raises OSError where it never ends."""
    here, text, steps = folder, "", 0
    left = list(reversed(path.relative_to(folder).parts))
    while left:
        part = left.pop()
        if part == "..":
            if here == folder:
                return _Trail(None, text)
            here = here.parent
        elif not is_link(here / part):
            here /= part
        else:
            steps += 1
            if steps > MAX_STEPS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            text = os.readlink(here / part)
            if PurePath(text).anchor:
                return _Trail(None, text)
            left += reversed(PurePath(text).parts)
    return _Trail(here, text)


def _below(folder: Path, shown: str, problems: list[Problem]) -> Iterator[Path]:
    """Every path below a folder; links to folders are not followed."""
    left = [folder]
    while left:
        here = left.pop()
        try:
            paths = list(here.iterdir())
        except OSError as error:
            name = f"{shown}/{here.relative_to(folder).as_posix()}".removesuffix("/.")
            problems.append(codes.UNREADABLE.at(Location(name), reason=error.strerror))
            continue
        yield from paths
        left += (path for path in paths if os.path.isdir(path) and not is_link(path))


def _circles(
    links: list[tuple[Path, Path]], folder: Path, shown: str
) -> Iterator[Problem]:  # fmt: skip
    """Links to folders that hold links to folders: MkDocs would follow them without an end."""
    holding = {parent for path, _ in links for parent in path.parents}
    for path, end in links:
        if end in holding:
            around = end in path.parents
            where = "to the folder that it stands in" if around else "to a folder with such links"
            name = f"{shown}/{path.relative_to(folder).as_posix()}"
            yield codes.CIRCLE.at(Location(name), where=where)


def is_hidden(path: PurePath) -> bool:
    """Whether a name on a path begins with a dot: such a file is not published as itself."""
    return any(part.startswith(".") for part in path.parts)


def _is_lock_of_emacs(path: Path) -> bool:
    """Whether an editor has a file open: the link leads to no file, but names user and process."""
    return path.name.startswith(".#") and is_link(path) and not os.path.exists(path)
