"""Replaces the content of a folder atomically for its readers, but keeps the folder itself.

1. ``stage`` builds the whole new tree from hard links, in the folder ``tree`` of a staging folder
   next to the target.
2. ``swap_in`` swaps it with the target: readers see the new tree.
3. ``swap_back`` gives the old folder the same files and swaps it back to the target's path, so
   its owner, mode and mounts are kept.

``journal`` in the staging folder records the inode of the target's folder. It shows where a killed
publisher stopped, and the next one completes the work.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from ..problems import Phrase
from ..site.atomic_swap import copy_rights, swap
from ..site.mirror import link_or_copy, mirror, remove_empty
from . import codes
from .codes import refusal
from .copying import copy_version, write_files
from .manifest import LATEST, MANIFEST, STAGING, VERSIONS, as_json
from .root_manifest import root_manifest
from .tree import TreeUpdate
from .version_numbers import is_number

TREE, JOURNAL, PART, PROBE = "tree", "journal", "part", "probe"
Cleanup = Literal["nothing", "remove", "finish"]


def needed_cleanup(staging: Path, target: Path) -> Cleanup:
    """What to do with a staging folder that a killed publisher left behind.

    Raises RefusedError if the staging folder contains what no publisher has written.
    """
    if not os.path.lexists(staging):
        return "nothing"
    if staging.is_symlink() or not staging.is_dir():
        raise refusal(codes.FOREIGN_FILE, str(target), path=staging.name)
    names = {entry.name for entry in staging.iterdir()}
    if names - {TREE, JOURNAL, PART, PROBE} and not _is_old_staging(staging):
        raise refusal(codes.FOREIGN_FILE, str(target), path=staging.name)
    return "finish" if _is_swapped_in(staging) else "remove"


def stage(folder: Path, target: Path, update: TreeUpdate) -> None:
    """Build the whole new tree in a new folder, with hard links to unchanged files.

    Raises RefusedError and OSError.
    """
    folder.mkdir()
    if target.exists():
        _copy_rights(target, folder)
        for entry in sorted(target.iterdir()):
            if entry.name not in (LATEST, STAGING):
                _link(entry, folder / entry.name)
    for path in (*update.stale, *update.root):
        if not _has_content(folder / path, update.root.get(path)):
            (folder / path).unlink(missing_ok=True)
    remove_empty(folder, update.stale)
    if update.new:
        copy_version(update.new, folder / update.new.manifest.version, folder)
    write_files(folder, {path: data for path, data in update.root.items()
                         if not (folder / path).exists()})  # fmt: skip
    _link(folder / update.latest, folder / LATEST)


def swap_in(staging: Path, target: Path, removed: Iterable[str]) -> bool:
    """Move the staged tree to the target's path; returns False if the folders cannot be swapped.

    ``removed`` lists the paths that the new tree no longer has. After False or an OSError, the old
    folder is still at the target's path.
    """
    new = (staging / TREE).stat()
    journal = {"format": 1, "folder": target.stat().st_ino, "gone": sorted(removed)}
    (staging / JOURNAL).write_bytes(as_json(journal))
    if not swap(staging / TREE, target):
        return False
    if not os.path.samestat(target.stat(), new):
        swap(staging / TREE, target)
        return False
    return True


def swap_back(staging: Path, target: Path) -> None:
    """Give the old folder the files of the new one, and swap it back. Raises OSError.

    The call can be repeated after an error.
    """
    removed = {*_journal(staging)["gone"]}
    regenerated = (f"{LATEST}/", f"{STAGING}/")
    mirror(
        target, staging / TREE, staging / PART, link_or_copy,
        keep=lambda path: path not in removed and not path.startswith(regenerated),
        order=_write_order,
    )  # fmt: skip
    shutil.rmtree(staging / TREE / STAGING, ignore_errors=True)
    old = (staging / TREE).stat()
    if not swap(staging / TREE, target) or not os.path.samestat(target.stat(), old):
        raise OSError(0, "the folder could not be moved back")


def _write_order(path: str) -> tuple[int, str]:
    """The sort key of a path: versions are written first and ``versions.json`` last."""
    name = path.split("/")[0]
    ranks = {LATEST: 1, MANIFEST: 3, VERSIONS: 4}
    return (0 if is_number(name) else ranks.get(name, 2), path)


def _is_swapped_in(staging: Path) -> bool:
    """Whether the staging folder contains the target's folder, and the target is the new tree."""
    try:
        return bool((staging / TREE).stat().st_ino == _journal(staging)["folder"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _journal(staging: Path) -> Mapping[str, Any]:
    journal: Mapping[str, Any] = json.loads((staging / JOURNAL).read_bytes())
    return journal


def _is_old_staging(staging: Path) -> bool:
    """Whether version 0.1.0 of the generator wrote this: it staged the tree without subfolders."""
    try:
        return root_manifest((staging / MANIFEST).read_bytes()) is not None
    except OSError:
        return False


def _has_content(file: Path, data: bytes | None) -> bool:
    return data is not None and file.is_file() and file.read_bytes() == data


def _link(source: Path, destination: Path) -> None:
    """Create hard links to a file or to all files of a folder. Raises RefusedError and OSError."""
    if source.is_dir() and not source.is_symlink():
        _link_folder(str(source), str(destination))
    else:
        _link_file(str(source), str(destination))


def _link_folder(source: str, destination: str) -> None:
    """Link all files of a folder. A tree has many thousands of them, so paths are strings here."""
    Path(destination).mkdir()
    with os.scandir(source) as entries:
        for entry in entries:
            link = _link_folder if entry.is_dir(follow_symlinks=False) else _link_file
            link(entry.path, f"{destination}{os.sep}{entry.name}")
    _copy_rights(Path(source), Path(destination))


def _link_file(source: str, destination: str) -> None:
    try:
        os.link(source, destination, follow_symlinks=False)
    except OSError as error:
        name = Path(source).name
        reason = Phrase("reason.not-linkable", name=name, reason=error.strerror)
        raise refusal(codes.NOT_ATOMIC, source, reason=reason) from error


def _copy_rights(source: Path, folder: Path) -> None:
    """Copy the owner and mode of one folder to another. Raises RefusedError."""
    try:
        copy_rights(source, folder, extra_mode=0o700)  # the owner must be able to remove it
    except OSError as error:
        reason = Phrase("reason.rights", name=source.name)
        raise refusal(codes.NOT_ATOMIC, str(source), reason=reason) from error
