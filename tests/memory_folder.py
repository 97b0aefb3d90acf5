"""The folder in memory in which a whole test run keeps its temporary files.

Tests make and remove tens of thousands of small files, which takes a disk many times as long.
"""

from __future__ import annotations

import atexit
import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
"""The folder that Linux keeps in memory."""
PREFIX = "playbook-test-run-"
MIN_BYTES = 3_000_000_000
"""The bytes that must be free: three times as many as a whole run keeps at any time."""


def create() -> Path | None:
    """A new folder in memory, which is removed when this process ends; None without room for it.

    Folders of test runs that were killed are removed as well.
    """
    if not MEMORY.is_dir():
        return None
    _remove_abandoned()
    if not _has_room():
        return None
    folder = MEMORY / f"{PREFIX}{os.getpid()}"
    folder.mkdir(mode=0o700)
    atexit.register(_remove, folder, os.getpid())
    return folder


def _has_room() -> bool:
    """Whether there is room, and whether programs may run there: containers often forbid it."""
    state = os.statvfs(MEMORY)
    may_execute = not state.f_flag & os.ST_NOEXEC
    return may_execute and min(state.f_bavail * state.f_frsize, _free_memory()) >= MIN_BYTES


def _free_memory() -> int:
    """The bytes of memory that programs can still use."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))


def _remove_abandoned() -> None:
    for folder in MEMORY.glob(f"{PREFIX}*"):
        if not Path("/proc", folder.name.removeprefix(PREFIX)).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: Path, process: int) -> None:
    """Remove the folder, unless this is a copy of the process that made it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
