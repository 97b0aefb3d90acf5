"""Which folders are mount points: they cannot be renamed, and may show another file system."""

from __future__ import annotations

import os
import re
from pathlib import Path

_INFO = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(rb"\\([0-7]{3})")


def mount_points() -> frozenset[str]:
    """The absolute path of every mount point; nothing where the system does not list them."""
    try:
        lines = _INFO.read_bytes().splitlines()
    except OSError:
        return frozenset()
    return frozenset(_path(line.split()[4]) for line in lines)


def is_mount_point(folder: Path) -> bool:
    """Whether a folder, given by its real path, is a mount point.

    A folder that is mounted again on the same file system is found only in the system's list.
    """
    return os.path.ismount(folder) or str(folder) in mount_points()


def _path(field: bytes) -> str:
    """A path from the list: a space, a tab, a line end and a backslash are octal numbers there."""
    return os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), field))
