"""What is in a folder, found without following any symbolic link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..site.mounts import mount_points

MAX_DEPTH = 100
"""How many folders deep a tree may be."""


@dataclass(frozen=True)
class Scan:
    """Files and folders by their paths; the folder itself is the empty path.

    ``odd`` leads from a path to what stands there and is neither: a link, a device, a folder that
    is mounted. ``closed`` are folders that may not be read. Nothing is known below these.
    """

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: dict[str, os.stat_result] = field(default_factory=dict)
    odd: dict[str, str] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)


def scan(root: Path) -> Scan:
    """Everything below a folder, given by its real path; nothing where there is none.

    Raises OSError where the folder itself cannot be read.
    """
    found = Scan()
    if root.is_dir():
        found.folders[""] = root.stat()
        os.scandir(root).close()
        _scan(root, "", found, mount_points())
    return found


def _scan(root: Path, below: str, found: Scan, mounts: frozenset[str]) -> None:
    device = found.folders[""].st_dev
    for name, status in _entries(root / below, below, found):
        path = f"{below}/{name}" if below else name
        if stat.S_ISREG(status.st_mode):
            found.files[path] = status
        elif not stat.S_ISDIR(status.st_mode):
            is_link = stat.S_ISLNK(status.st_mode)
            found.odd[path] = "a symbolic link" if is_link else "neither a file nor a folder"
        elif status.st_dev != device or str(root / path) in mounts:
            found.odd[path] = "a mount point"
        elif path.count("/") >= MAX_DEPTH:
            found.odd[path] = "nested too deeply"
        else:
            found.folders[path] = status
            _scan(root, path, found, mounts)


def _entries(folder: Path, below: str, found: Scan) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            listed = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except PermissionError:
        found.closed.append(below)
        return
    yield from sorted(listed, key=lambda one: one[0])
