"""Digests of files, each read once as long as it stays the same."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_Key = tuple[int, int, int, int, int]


class Digests:
    """Digests by the numbers that a file system changes whenever a file changes.

    ``latest`` and its version are the same files by hard links, and are read once.
    """

    def __init__(self) -> None:
        self._known: dict[_Key, str] = {}

    def of(self, path: Path, status: os.stat_result) -> str:
        """The SHA-256 of a regular file with a status. Raises OSError; a link is not followed."""
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if key not in self._known:
            self._known[key] = _digest(path)
        return self._known[key]


def _digest(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
