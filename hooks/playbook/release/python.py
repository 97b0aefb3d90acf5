"""The only module that starts Python: to make an environment, and to build a tag in one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(sys.executable)
"""The Python that runs this, and builds where no other is asked for."""


class FailedError(Exception):
    """A program said no; ``lines`` are what it said."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line for line in lines if line.strip()] or ["it said nothing"]
        super().__init__(self.lines[-1])


def start(python: Path, *args: str, folder: Path, at: int = 0) -> None:
    """Run a module of Python's in a folder, with the clock at a time. Raises FailedError."""
    done = subprocess.run(
        [str(python), "-m", *args],
        cwd=folder,
        env=_environment(at),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise FailedError(done.stdout.decode("utf-8", "replace").splitlines())


def _environment(at: int) -> dict[str, str]:
    """The same clock, time zone, locale and order of sets, wherever and whenever it runs."""
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_", "LANG"))}
    return outer | {
        "SOURCE_DATE_EPOCH": str(at),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
