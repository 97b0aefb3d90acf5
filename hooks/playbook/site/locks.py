"""Locks on folders, which end with the process that holds them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import Phrase


class NoLocksError(Exception):
    """The system has no file locks, or this file system has none; the reason says which."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(reason.key)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, and wait for it where another process holds it.

    Raises NoLocksError, and OSError where the folder cannot be opened.
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
