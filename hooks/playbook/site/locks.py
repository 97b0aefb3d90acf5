"""Locks on folders; a lock is released when its process ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import Phrase


class NoLocksError(Exception):
    """The system or the file system does not support file locks; the reason says which."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(reason.key)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder, after waiting for any other process that has locked it.

    Raises NoLocksError, and OSError if the folder cannot be opened.
    """
    try:
        import fcntl
    except ImportError as error:
        raise NoLocksError(Phrase("reason.no-locks")) from error
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            raise NoLocksError(Phrase("reason.no-locks-here", reason=error.strerror)) from error
        yield
    finally:
        os.close(handle)
