"""Changing a folder in one step for whoever reads it, while it stays the folder that it is.

A staging folder beside the tree holds ``tree``, the whole new tree, made of links. It changes
places with the old one, and readers have the new tree. The old folder then gets the same files,
behind the new one, and returns to its place with its owner, mode and mounts. ``journal`` names
it by its number on the disk, so that a publisher who is killed in between loses nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from ..site.atomic_swap import copy_rights, swap
from ..site.mirror import link_or_copy, mirror, remove_empty
from . import codes
from .codes import refuse
from .copying import copy_version, write_files
from .manifest import LATEST, MANIFEST, STAGING, VERSIONS, as_json, root_manifest
from .tree import TreeUpdate
from .version_numbers import is_number

TREE, JOURNAL, PART, PROBE = "tree", "journal", "part", "probe"
Leftover = Literal["nothing", "remove", "finish"]


def leftover(staging: Path, target: Path) -> Leftover:
    """What a publisher that was killed left in the staging folder, and what is to be done with it.

    Raises RefusedError where something stands there that is none of ours.
    """
    if not os.path.lexists(staging):
        return "nothing"
    if staging.is_symlink() or not staging.is_dir():
        raise refuse(codes.FOREIGN_FILE, str(target), path=staging.name)
    names = {entry.name for entry in staging.iterdir()}
    if names - {TREE, JOURNAL, PART, PROBE} and not _is_old_staging(staging):
        raise refuse(codes.FOREIGN_FILE, str(target), path=staging.name)
    return "finish" if _is_covered(staging) else "remove"


def stage(place: Path, target: Path, fold: TreeUpdate) -> None:
    """Make the whole new tree: what stays is linked. Raises RefusedError and OSError."""
    place.mkdir()
    if target.exists():
        _same_rights(target, place)
        for entry in sorted(target.iterdir()):
            if entry.name not in (LATEST, STAGING):
                _link(entry, place / entry.name)
    for path in (*fold.stale, *fold.root):
        if not _holds(place / path, fold.root.get(path)):
            (place / path).unlink(missing_ok=True)
    remove_empty(place, fold.stale)
    if fold.new:
        copy_version(fold.new, place / fold.new.manifest.version)
    write_files(place, {path: data for path, data in fold.root.items()
                        if not (place / path).exists()})  # fmt: skip
    _link(place / fold.latest, place / LATEST)


def cover(staging: Path, target: Path, gone: Iterable[str]) -> bool:
    """Let readers see the staged tree. False where the file system cannot exchange the folder.

    Raises OSError with the old folder in its place.
    """
    new = (staging / TREE).stat()
    facts = {"format": 1, "folder": target.stat().st_ino, "gone": sorted(gone)}
    (staging / JOURNAL).write_bytes(as_json(facts))
    if not swap(staging / TREE, target):
        return False
    if not os.path.samestat(target.stat(), new):
        swap(staging / TREE, target)
        return False
    return True


def uncover(staging: Path, target: Path) -> None:
    """Give the old folder the files of the new one, and put it back. Raises OSError.

    It can be called again until it succeeds.
    """
    gone = {*_journal(staging)["gone"]}
    own = (f"{LATEST}/", f"{STAGING}/")
    mirror(
        target, staging / TREE, staging / PART, link_or_copy,
        keep=lambda path: path not in gone and not path.startswith(own), order=_rank,
    )  # fmt: skip
    shutil.rmtree(staging / TREE / STAGING, ignore_errors=True)
    old = (staging / TREE).stat()
    if not swap(staging / TREE, target) or not os.path.samestat(target.stat(), old):
        raise OSError(0, "the folder could not be put back")


def _rank(path: str) -> tuple[int, str]:
    """Whoever has the old folder mounted sees the version first and ``versions.json`` last."""
    first = path.split("/")[0]
    ranks = {LATEST: 1, MANIFEST: 3, VERSIONS: 4}
    return (0 if is_number(first) else ranks.get(first, 2), path)


def _is_covered(staging: Path) -> bool:
    """Whether the staging folder holds the folder that belongs to the tree's place."""
    try:
        return bool((staging / TREE).stat().st_ino == _journal(staging)["folder"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _journal(staging: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((staging / JOURNAL).read_bytes())
    return found


def _is_old_staging(staging: Path) -> bool:
    """Whether a folder is what version 0.1.0 of the generator staged: a tree, and nothing else."""
    try:
        return root_manifest((staging / MANIFEST).read_bytes()) is not None
    except OSError:
        return False


def _holds(file: Path, data: bytes | None) -> bool:
    return data is not None and file.is_file() and file.read_bytes() == data


def _link(source: Path, place: Path) -> None:
    """A file, or a folder with all its files, again: the same files with another name."""
    if source.is_dir() and not source.is_symlink():
        place.mkdir()
        for entry in source.iterdir():
            _link(entry, place / entry.name)
        _same_rights(source, place)
        return
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError as error:
        reason = f"{source.name} cannot be linked: {error.strerror}"
        raise refuse(codes.NOT_AT_ONCE, str(source), reason=reason) from error


def _same_rights(model: Path, folder: Path) -> None:
    try:
        copy_rights(model, folder, more=0o700)  # or nobody could remove it
    except OSError as error:
        reason = f"no other folder can get the owner and mode of {model.name}"
        raise refuse(codes.NOT_AT_ONCE, str(model), reason=reason) from error
