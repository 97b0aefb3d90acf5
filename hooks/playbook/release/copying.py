"""Writes and copies files of a tree."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from .build import BuiltVersion
from .manifest import paths_of


def reason_of(error: OSError) -> str:
    """The system's message for an error; the first message if copying a tree raised several."""
    match = re.search(r"\[Errno \d+\] ([^:'\]]+)", str(error))
    return error.strerror or (match[1] if match else str(error))


def reason_in(tree: Path, error: OSError) -> str:
    """The system's message for an error, followed by its file if that is inside ``tree``."""
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str) else None
    if file is None or not file.is_relative_to(tree):
        return reason_of(error)
    return f"{reason_of(error)}: {file.relative_to(tree)}"


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files below a folder. Raises OSError, also if a file already exists."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("xb") as file:
            file.write(data)


def copy_version(built: BuiltVersion, folder: Path) -> None:
    """Copy a built version to a new folder, whose files get the default owner, group and mode.

    Raises OSError, also if the file system cannot distinguish two of the names.
    """
    paths = set(paths_of(built.folder))
    folder.mkdir()
    for path in sorted(paths):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built.folder / path, folder / path)
    if set(paths_of(folder)) != paths:
        raise OSError(errno.EEXIST, "it cannot store all names, such as two that differ in case")
