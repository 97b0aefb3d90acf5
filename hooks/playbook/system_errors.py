"""Errors of an operating system in which programs lock files: how to outlast and how to say them.

Windows does not replace, rename or remove a file that an editor, a virus scanner or a sync client
has open. Most of them close it within a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

_IN_USE = (5, 32, 33)
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""
_TOO_LONG = (3, 206)
"""ERROR_PATH_NOT_FOUND and ERROR_FILENAME_EXCED_RANGE."""
MAX_PATH = 260
"""The characters of a path that most programs on Windows support, with the final null."""
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""The seconds to wait before each further attempt."""


def patiently(step: Callable[[], Result]) -> Result:
    """The result of a step, which is repeated for a while if another program has its file open.

    Raises what the last attempt raises.
    """
    for seconds in WAITS:
        try:
            return step()
        except OSError as error:
            if not _is_in_use(error):
                raise
        time.sleep(seconds)
    return step()


def reason_of(error: OSError) -> str:
    """Why a file cannot be used; on Windows also what to do, as its own words do not tell."""
    reason = error.strerror or str(error)
    if _is_in_use(error):
        return f"{reason}; close the file in other programs, and run the command again"
    if _winerror(error) in _TOO_LONG and len(str(error.filename)) >= MAX_PATH:
        return f"{reason}; the path is too long for Windows: move the project to a shorter one"
    return reason


def _is_in_use(error: OSError) -> bool:
    """Whether another program may have the file open."""
    return _winerror(error) in _IN_USE


def _winerror(error: OSError) -> int | None:
    """The number of the error on Windows; None on other systems."""
    return getattr(error, "winerror", None)
