"""Locks on folders; a lock is released when its process ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoLocksError(Exception):
    """The system or the file system does not support file locks."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder, after waiting for any other process that has locked it.

    Raises NoLocksError, and OSError if the folder cannot be opened.
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
