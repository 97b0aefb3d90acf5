"""Locks on folders, which end with the process that holds them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoLocksError(Exception):
    """The system has no file locks, or this file system has none."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, and wait for it where another process holds it.

    Raises NoLocksError, and OSError where the folder cannot be opened.
    """
    try:
        import fcntl
    except ImportError as error:
        raise NoLocksError("this system has no file locks") from error
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            raise NoLocksError(f"the file system has no locks: {error.strerror}") from error
        yield
    finally:
        os.close(handle)
