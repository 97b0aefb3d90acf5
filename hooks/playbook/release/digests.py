"""Computes digests of files; a file is only read again after a change."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_Key = tuple[int, int, int, int, int]


class Digests:
    """A cache of digests by device, inode, size and times; every change of a file changes the key.

    A file in ``latest`` is a hard link to one in a version, so both are read only once.
    """

    def __init__(self) -> None:
        self._cache: dict[_Key, str] = {}

    def digest_of(self, path: Path, status: os.stat_result) -> str:
        """The SHA-256 of a regular file with a given status. Raises OSError.

        Links are not followed.
        """
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if key not in self._cache:
            self._cache[key] = _digest(path)
        return self._cache[key]


def _digest(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
