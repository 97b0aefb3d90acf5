"""Lists the content of a folder without following symbolic links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Phrase
from ..site.mounts import mount_points

MAX_DEPTH = 100
"""The maximum depth of folders in a tree."""


@dataclass(frozen=True)
class Scan:
    """The files and folders by path; the scanned folder itself has an empty path.

    ``special`` maps the path of anything else, such as a link, a device or a mount point, to its
    description. ``unreadable`` lists folders without read permission. Nothing inside special or
    unreadable folders is listed.
    """

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: dict[str, os.stat_result] = field(default_factory=dict)
    special: dict[str, Phrase] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)


def scan(root: Path) -> Scan:
    """Scan a folder, given by its real path; the result is empty if it does not exist.

    Raises OSError if the folder itself cannot be read.
    """
    result = Scan()
    if root.is_dir():
        result.folders[""] = root.stat()
        os.scandir(root).close()  # raises an error if the folder cannot be read
        _scan(root, folder="", found=result, mounts=mount_points())
    return result


def _scan(root: Path, folder: str, found: Scan, mounts: frozenset[str]) -> None:
    """Add the content of one folder, given by its path below the root, to a scan."""
    device = found.folders[""].st_dev
    for name, status in _entries(root, folder, found):
        path = f"{folder}/{name}" if folder else name
        if stat.S_ISREG(status.st_mode):
            found.files[path] = status
        elif not stat.S_ISDIR(status.st_mode):
            is_link = stat.S_ISLNK(status.st_mode)
            found.special[path] = Phrase("file.link" if is_link else "file.neither")
        elif status.st_dev != device or str(root / path) in mounts:
            found.special[path] = Phrase("file.mount-point")
        elif path.count("/") >= MAX_DEPTH:
            found.special[path] = Phrase("file.too-deep")
        else:
            found.folders[path] = status
            _scan(root, path, found, mounts)


def _entries(root: Path, folder: str, found: Scan) -> Iterator[tuple[str, os.stat_result]]:
    """The names and statuses of the entries of a folder, sorted by name."""
    try:
        with os.scandir(root / folder) as entries:
            listed = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except PermissionError:
        found.unreadable.append(folder)
        return
    yield from sorted(listed, key=lambda entry: entry[0])
