"""The staging folder: a site is built there before it replaces the previous site."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

from mkdocs.exceptions import Abort

from ..system_errors import reason_of
from .atomic_swap import inherit_rights, replace_folder
from .mounts import is_mount_point
from .target import check_target

_CAN_FIND_PROCESSES = os.name != "nt"
"""Whether a signal tells if a process exists. On Windows, os.kill would end it."""
_LONGEST_BUILD = 24 * 60 * 60
"""The seconds after which no build still writes to its staging folder."""


class Staging:
    """A staging folder and its target.

    ``site`` is the path as configured. If it is a symbolic link, the link stays, and its target
    gets the new site. The staging folder of a killed build is removed by the next build.
    """

    def __init__(self, site: Path, *, same_folder: bool = True) -> None:
        self.site = site
        self.finished = False
        self._same_folder = same_folder
        self._target = Path(os.path.realpath(site))
        self.folder = self._staging_path()

    def _staging_path(self) -> Path:
        """A folder next to the site, or inside it if a rename from next to it is impossible."""
        target = self._target
        name = f".{target.name}-building-{os.getpid()}"
        is_inside = os.path.isdir(target) and (  # noqa: PTH112 - False if access is denied
            is_mount_point(target) or not os.access(target.parent, os.W_OK | os.X_OK)
        )
        return target / name if is_inside else target.with_name(name)

    def open(self) -> None:
        """Create an empty staging folder. Raises OSError, and Abort if the target is not usable."""
        self.finished = False
        check_target(self.site)
        self.folder = self._staging_path()
        self._remove_leftovers()
        _remove(self.folder)
        self.folder.mkdir(parents=True)
        if self._target.exists():
            inherit_rights(self._target, self.folder)

    def close(self) -> bool:
        """Publish a finished site, or remove an unfinished one.

        Returns whether the site was published. Raises Abort if the target cannot be written.
        """
        if not self.finished:
            _remove(self.folder)
            return False
        self.finished = False
        try:
            replace_folder(self.folder, self._target, same_folder=self._same_folder)
        except OSError as error:
            _remove(self.folder)
            where = error.filename2 or error.filename or self.site
            raise Abort(f"{self.site} was written in part: {where}: {reason_of(error)}") from error
        return True

    def _remove_leftovers(self) -> None:
        prefix = f".{self._target.name}-building-"
        for folder in (self._target.parent, self._target):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                for leftover in folder.iterdir():
                    if leftover.name.startswith(prefix) and not _is_in_use(leftover, prefix):
                        _remove(leftover)


def _remove(path: Path) -> None:
    """Remove a file, a link or a folder; errors are ignored."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _is_in_use(staging: Path, prefix: str) -> bool:
    """Whether a build may be writing to a staging folder, whose name has its process."""
    if not _CAN_FIND_PROCESSES:
        return time.time() - staging.stat().st_mtime < _LONGEST_BUILD
    return _may_be_running(staging.name.removeprefix(prefix).split("-")[0])


def _may_be_running(process: str) -> bool:
    if not process.isascii() or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
