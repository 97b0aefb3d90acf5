"""The sibling folder that a site is built in before it takes the place of the last one."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from .exchange import put_in_place


class Workplace:
    """Where one build writes, and where its result belongs.

    A workplace that a killed build left behind is removed by the next one.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(f".{site.name}-building-{os.getpid()}")
        self.finished = False

    def open(self) -> None:
        """Begin anew with an empty folder."""
        self.finished = False
        self._sweep()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def close(self) -> bool:
        """Put a finished site in place, or remove an unfinished one. Says which: True is placed."""
        if not self.finished:
            shutil.rmtree(self.folder, ignore_errors=True)
            return False
        self.finished = False
        put_in_place(self.folder, self.site)
        return True

    def _sweep(self) -> None:
        before = f".{self.site.name}-building-"
        with contextlib.suppress(FileNotFoundError):
            for left in self.site.parent.iterdir():
                process = left.name.removeprefix(before).split("-")[0]
                if left.name.startswith(before) and not _is_running(process):
                    shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        pass
    return True
