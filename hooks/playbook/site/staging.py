"""The staging folder that a site is built in before its content takes the place of the last one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from pathlib import Path

from mkdocs.exceptions import Abort

from .atomic_swap import inherit_rights, replace_folder
from .mounts import is_mount_point


class Staging:
    """A staging folder and its target.

    ``site`` is the path as it is configured; a symbolic link there stays, and the folder that it
    leads to gets the result. A staging folder that a killed build left is removed by the next one.
    """

    def __init__(self, site: Path, *, same_folder: bool = True) -> None:
        self.site = site
        self.finished = False
        self._same_folder = same_folder
        self._place = Path(os.path.realpath(site))
        self.folder = self._staging()

    def _staging(self) -> Path:
        """Beside the site, or inside it where nothing can be renamed from beside it."""
        place = self._place
        name = f".{place.name}-building-{os.getpid()}"
        is_inside = os.path.isdir(place) and (  # noqa: PTH112 - says no where nobody may look
            is_mount_point(place) or not os.access(place.parent, os.W_OK | os.X_OK)
        )
        return place / name if is_inside else place.with_name(name)

    def open(self) -> None:
        """Create an empty staging folder. Raises OSError, and Abort where no site can stand."""
        self.finished = False
        self._refuse_place()
        self.folder = self._staging()
        self._remove_leftovers()
        _remove(self.folder)
        self.folder.mkdir(parents=True)
        if self._place.exists():
            inherit_rights(self._place, self.folder)

    def close(self) -> bool:
        """Move a finished site into place, or remove an unfinished one. Returns whether it was
        moved.

        Raises Abort where the place cannot be written.
        """
        if not self.finished:
            _remove(self.folder)
            return False
        self.finished = False
        try:
            replace_folder(self.folder, self._place, same_folder=self._same_folder)
        except OSError as error:
            _remove(self.folder)
            where = error.filename2 or error.filename or self.site
            raise Abort(f"{self.site} was written in part: {where}: {error.strerror}") from error
        return True

    def _refuse_place(self) -> None:
        """See that the place is a folder, or nothing yet, and no published tree. Raises Abort."""
        for link in (self.site, *self.site.parents):
            if link.is_symlink() and not link.exists():
                raise Abort(f"{link} is a symbolic link that leads to nothing; remove it")
        if self._place.exists() and not self._place.is_dir():
            raise Abort(f"{self.site} is a file, and the site needs a folder; move it away")
        for folder in (self._place, *self._place.parents):
            if names := _published(folder):
                below = self._place.relative_to(folder).parts
                if not below or below[0] in names:
                    raise Abort(
                        f"{self.site} holds published versions, which a build would remove; "
                        "set another site_dir"
                    )

    def _remove_leftovers(self) -> None:
        before = f".{self._place.name}-building-"
        for folder in (self._place.parent, self._place):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                for leftover in folder.iterdir():
                    process = leftover.name.removeprefix(before).split("-")[0]
                    if leftover.name.startswith(before) and not _may_run(process):
                        _remove(leftover)


def _remove(path: Path) -> None:
    """Remove a file or a folder, as far as that is possible; a link is not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _published(folder: Path) -> set[str]:
    """The folders of the versions in a tree of ``playbook publish``, by its manifest."""
    try:
        found = json.loads((folder / "manifest.json").read_bytes())
        return {*found["versions"], "latest"} if found["format"] and found["files"] else set()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()


def _may_run(process: str) -> bool:
    """Whether a process may be at work: to ask Windows would interrupt it."""
    if os.name == "nt" or not process.isascii() or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
