"""Computes digests of files, and reads each file again only after a change."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_Key = tuple[int, int, int, int, int]


class Digests:
    """A cache of digests by inode, size and times, one of which differs after every change.

    The files of ``latest`` are hard links to those of its version, so they are read only once.
    """

    def __init__(self) -> None:
        self._cache: dict[_Key, str] = {}

    def of(self, path: Path, status: os.stat_result) -> str:
        """The SHA-256 of a regular file, given its path and status.

        A link is not followed. Raises OSError.
        """
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if key not in self._cache:
            self._cache[key] = _digest(path)
        return self._cache[key]


def _digest(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
