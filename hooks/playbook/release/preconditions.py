"""What makes it impossible to write a tree to a folder: found before anything is written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..problems import Location
from ..site.mounts import is_mount_point
from . import codes
from .codes import RefusedError, refuse
from .folder_store import FolderStore
from .folder_swap import leftover
from .manifest import LATEST, MANIFEST, STAGING, root_manifest
from .scan import Scan
from .target_path import real_path
from .tree import TreeUpdate
from .version_numbers import is_number

MAX_LISTED = 20


def refuse_obstacles(store: FolderStore, *, in_order: bool) -> None:
    """See that the folder can be written, and that nothing in it leads elsewhere.

    Raises RefusedError.
    """
    if real_path(Path(store.name)) != store.path:
        raise refuse(codes.BAD_TARGET, store.name, reason="leads elsewhere since this began")
    found = store.look()
    if found.odd:
        places = list(found.odd.items())[:MAX_LISTED]
        raise RefusedError(*(codes.ODD.at(Location(path), path=path, what=w) for path, w in places))
    closed = _closed_to_us(store, found) if in_order else found.closed
    for path in closed:
        reason = f"{os.strerror(errno.EACCES)}: {path or store.path}"
        raise refuse(codes.NOT_READ, store.name, reason=reason)
    above = next(place for place in (store.path, *store.path.parents) if place.exists())
    if not _may_write(above):
        raise refuse(codes.NOT_WRITTEN, store.name, reason=_refusal(above))
    if not in_order:
        _refuse_in_one_step(store)


def _refuse_in_one_step(store: FolderStore) -> None:
    leftover(store.staging, store.path)
    if not store.path.exists():
        return
    if is_mount_point(store.path):
        raise refuse(codes.NOT_AT_ONCE, store.name, reason="the target is a mount point")
    if not _may_write(store.path.parent):
        reason = f"nothing can be written beside the target: {_refusal(store.path.parent)}"
        raise refuse(codes.NOT_AT_ONCE, store.name, reason=reason)


def refuse_closed_folders(store: FolderStore, fold: TreeUpdate) -> None:
    """See that files can be put and removed wherever a fold changes any. Raises RefusedError."""
    found = store.look()
    changed = {path for path, data in fold.root.items() if store.read(path) != data} | fold.stale
    changed |= {path for path in found.files if path.startswith((f"{LATEST}/", f"{STAGING}/"))}
    for path in sorted(changed):
        folder = next(p for p in map(str, Path(path).parents) if p == "." or p in found.folders)
        status = found.folders.get("" if folder == "." else folder)
        place = store.path / folder
        if status and not _may_write(place):
            raise refuse(codes.NOT_WRITTEN, store.name, reason=f"{_refusal(place)}: {folder}")
        file = found.files.get(path)
        if status and file and _is_kept(status, file):
            reason = f"{path} belongs to another user, in a folder with the sticky bit"
            raise refuse(codes.NOT_WRITTEN, store.name, reason=reason)


def _closed_to_us(store: FolderStore, found: Scan) -> Iterator[str]:
    """The closed folders in which a tree has files; in others nothing is written."""
    whole = root_manifest(store.read(MANIFEST))
    ours = {path.split("/")[0] for path in (whole["files"] if whole else ())}
    for path in found.closed:
        first = path.split("/")[0]
        if not first or first in ours or first in (LATEST, STAGING) or is_number(first):
            yield path


def _may_write(folder: Path) -> bool:
    ids = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=ids)


def _refusal(folder: Path) -> str:
    """Why a folder cannot be written, in the system's words."""
    if not folder.is_dir():
        return os.strerror(errno.ENOTDIR)
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return os.strerror(errno.EROFS)
    return os.strerror(errno.EACCES)


def _is_kept(folder: os.stat_result, file: os.stat_result) -> bool:
    """Whether only its owner may replace a file in a folder, and we are not its owner."""
    if not folder.st_mode & stat.S_ISVTX:
        return False
    return os.geteuid() not in (0, folder.st_uid, file.st_uid)
