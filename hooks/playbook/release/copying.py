"""Writes and copies files of a tree."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from .build import BuiltVersion
from .manifest import MANIFEST, paths_of
from .shared_files import share, shareable_files


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


def copy_version(built: BuiltVersion, folder: Path, tree: Path) -> None:
    """Copy a built version to a new folder, whose files get the default owner, group and mode.

    Files that a version in ``tree`` has as well become links to them. Raises RefusedError, and
    OSError, also if the file system cannot distinguish two of the names.
    """
    paths = set(paths_of(built.folder))
    folder.mkdir()
    shutil.copyfile(built.folder / MANIFEST, folder / MANIFEST)
    new, known = (folder / MANIFEST).lstat(), shareable_files(tree, built.manifest.version)
    for path in sorted(paths - {MANIFEST}):
        source, destination = built.folder / path, folder / path
        destination.parent.mkdir(parents=True, exist_ok=True)
        if not share(known.get(built.manifest.files.get(path, "")), source, destination, new):
            shutil.copyfile(source, destination)
    if set(paths_of(folder)) != paths:
        raise OSError(errno.EEXIST, "it cannot store all names, such as two that differ in case")
