"""Checks that a tree can be written to a folder before anything is written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..problems import Location, Phrase
from ..site.mounts import is_mount_point
from . import codes
from .codes import RefusedError, refusal
from .folder_store import FolderStore
from .folder_swap import needed_cleanup
from .manifest import LATEST, MANIFEST, STAGING
from .root_manifest import root_manifest
from .scan import Scan
from .target_path import real_path
from .tree import TreeUpdate
from .version_numbers import is_number

MAX_LISTED = 20


def refuse_unwritable(store: FolderStore, *, in_order: bool) -> None:
    """Check that the folder is writable, and contains no links, mount points or special files.

    Raises RefusedError.
    """
    if real_path(Path(store.name)) != store.path:
        became_link = Phrase("target.became-link")
        raise refusal(codes.BAD_TARGET, store.name, reason=became_link)
    scan = store.rescan()
    if scan.special:
        listed = list(scan.special.items())[:MAX_LISTED]
        raise RefusedError(
            *(codes.SPECIAL_FILE.at(Location(path), path=path, what=what) for path, what in listed)
        )
    unreadable = _unreadable_tree_folders(store, scan) if in_order else scan.unreadable
    for path in unreadable:
        error = f"{os.strerror(errno.EACCES)}: {path or store.path}"
        raise refusal(codes.UNREADABLE_TARGET, store.name, reason=error)
    existing = next(path for path in (store.path, *store.path.parents) if path.exists())
    if not _may_write(existing):
        raise refusal(codes.NOT_WRITTEN, store.name, reason=_write_error(existing))
    if not in_order:
        _refuse_unswappable(store)


def _refuse_unswappable(store: FolderStore) -> None:
    """Check that the folder can be replaced in one step. Raises RefusedError."""
    needed_cleanup(store.staging, store.path)  # raises if the staging folder has other content
    if not store.path.exists():
        return
    if is_mount_point(store.path):
        raise refusal(codes.NOT_ATOMIC, store.name, reason=Phrase("reason.mount-point"))
    if not _may_write(store.path.parent):
        reason = Phrase("reason.parent-not-writable", reason=_write_error(store.path.parent))
        raise refusal(codes.NOT_ATOMIC, store.name, reason=reason)


def refuse_unwritable_folders(store: FolderStore, update: TreeUpdate) -> None:
    """Check that an update can write and remove all files that it changes.

    Raises RefusedError.
    """
    scan = store.rescan()
    changed = {path for path, data in update.root.items() if store.read(path) != data}
    changed |= update.stale
    changed |= {path for path in scan.files if path.startswith((f"{LATEST}/", f"{STAGING}/"))}
    for path in sorted(changed):
        parents = map(str, Path(path).parents)
        folder = next(name for name in parents if name == "." or name in scan.folders)
        status = scan.folders.get("" if folder == "." else folder)
        if status and not _may_write(store.path / folder):
            error = f"{_write_error(store.path / folder)}: {folder}"
            raise refusal(codes.NOT_WRITTEN, store.name, reason=error)
        file = scan.files.get(path)
        if status and file and _is_sticky(status, file):
            reason = Phrase("reason.sticky-bit", path=path)
            raise refusal(codes.NOT_WRITTEN, store.name, reason=reason)


def _unreadable_tree_folders(store: FolderStore, scan: Scan) -> Iterator[str]:
    """The unreadable folders that belong to the tree; in-order publishing needs only those."""
    root = root_manifest(store.read(MANIFEST))
    names = {path.split("/")[0] for path in (root["files"] if root else ())}
    for path in scan.unreadable:
        name = path.split("/")[0]
        if not name or name in names or name in (LATEST, STAGING) or is_number(name):
            yield path


def _may_write(folder: Path) -> bool:
    has_effective_ids = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=has_effective_ids)


def _write_error(folder: Path) -> str:
    """The system's message that says why a folder cannot be written."""
    if not folder.is_dir():
        return os.strerror(errno.ENOTDIR)
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return os.strerror(errno.EROFS)
    return os.strerror(errno.EACCES)


def _is_sticky(folder: os.stat_result, file: os.stat_result) -> bool:
    """Whether the folder's sticky bit prevents this process from replacing a file."""
    if not folder.st_mode & stat.S_ISVTX:
        return False
    return os.geteuid() not in (0, folder.st_uid, file.st_uid)
