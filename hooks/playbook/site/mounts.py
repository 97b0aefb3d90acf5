"""Finds mount points, which cannot be renamed and may be on another file system."""

from __future__ import annotations

import os
import re
from pathlib import Path

_INFO = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(rb"\\([0-7]{3})")


def mount_points() -> frozenset[str]:
    """The absolute path of every mount point; empty if the system does not list them."""
    try:
        lines = _INFO.read_bytes().splitlines()
    except OSError:
        return frozenset()
    return frozenset(_path(line.split()[4]) for line in lines)


def is_mount_point(folder: Path) -> bool:
    """Whether a folder, given by its real path, is a mount point.

    A bind mount within one file system is only visible in the system's list.
    """
    return os.path.ismount(folder) or str(folder) in mount_points()


def _path(field: bytes) -> str:
    """Decode a path from the list, in which whitespace and backslashes are octal escapes."""
    return os.fsdecode(_ESCAPED.sub(lambda match: bytes([int(match[1], 8)]), field))
