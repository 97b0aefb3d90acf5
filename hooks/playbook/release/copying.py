"""Writing files of a tree."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from .build import BuiltVersion
from .manifest import paths_of


def reason_of(error: OSError) -> str:
    """What the system says; copying a tree gathers many errors in one."""
    found = re.search(r"\[Errno \d+\] ([^:'\]]+)", str(error))
    return error.strerror or (found[1] if found else str(error))


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files under a folder, each at its path, where nothing stands yet."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("xb") as file:
            file.write(data)


def copy_version(built: BuiltVersion, place: Path) -> None:
    """Copy a built version; its files get the owner, group and mode of any new ones there.

    Raises OSError, also where the file system takes two of its names for the same.
    """
    wanted = set(paths_of(built.folder))
    place.mkdir()
    for path in sorted(wanted):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built.folder / path, place / path)
    if set(paths_of(place)) != wanted:
        raise OSError(errno.EEXIST, "it cannot hold all names, such as two that differ in case")
