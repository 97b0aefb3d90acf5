"""Putting a finished folder in the place of another, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> bool:
    """Let two folders change places at once. False where the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
    return bool(done == 0)


def put_in_place(new: Path, place: Path) -> None:
    """Move a folder to a place, and remove what stood there.

    Raises OSError with the old folder still in its place.
    """
    if not place.exists():
        new.rename(place)
        return
    if not exchange(new, place):
        aside = new.with_name(f"{new.name}-old")
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise
        new = aside
    shutil.rmtree(new)
