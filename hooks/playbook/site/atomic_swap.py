"""Replaces the content of a folder, atomically where the system supports it."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

from ..system_errors import patiently
from .locks import NoLocksError, locked
from .mirror import link_or_copy, mirror

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, old: Path) -> bool:
    """Swap two folders atomically. Returns False if the system does not support it."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # Windows has no library without a name
        return False
    status = rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
    return bool(status == 0)


def copy_rights(model: Path, folder: Path, *, extra_mode: int = 0) -> None:
    """Copy the owner, group, mode and extended attributes of ``model`` to ``folder``.

    ``extra_mode`` has additional mode bits. Raises OSError if this is not permitted.
    """
    wanted, current = model.stat(), folder.stat()
    if (wanted.st_uid, wanted.st_gid) != (current.st_uid, current.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    shutil.copystat(model, folder)
    mode = (wanted.st_mode | extra_mode) & 0o7777
    folder.chmod(mode)
    if folder.stat().st_mode & 0o7777 != mode:  # the system may drop setgid without an error
        raise PermissionError(1, "Operation not permitted", str(folder))


def inherit_rights(model: Path, folder: Path) -> None:
    """Copy the group and the ACL of ``model``, which new files in ``folder`` then inherit.

    Steps that are not permitted are skipped.
    """
    with suppress(OSError, AttributeError):  # Windows has no owners
        os.chown(folder, -1, model.stat().st_gid)
    with suppress(OSError):
        shutil.copystat(model, folder)
        folder.chmod(folder.stat().st_mode & 0o7777 | 0o700)


def replace_folder(new: Path, target: Path, *, same_folder: bool = True) -> None:
    """Replace the content of the folder ``target`` with that of ``new``, and remove ``new``.

    ``target`` is a real path. With ``same_folder``, the folder itself is not replaced: it keeps its
    owner, mode and mounts. Hidden entries are kept, as MkDocs does. Raises OSError.
    """
    if not target.exists():
        patiently(lambda: new.rename(target))
        return
    with ExitStack() as stack:
        with suppress(NoLocksError, OSError):
            stack.enter_context(locked(target.parent))
        swapped = _can_swap(new, target) and swap(new, target)
        if swapped and same_folder:
            # Readers see the new folder while the old folder is updated and swapped back.
            with suppress(OSError):
                mirror(target, new, _temporary_path(new), link_or_copy, keep=_is_hidden)
            swapped = not swap(new, target)
        if not swapped:
            mirror(new, target, _temporary_path(new), os.replace, keep=_is_hidden)
        shutil.rmtree(new, ignore_errors=True)


def _can_swap(new: Path, target: Path) -> bool:
    """Whether the new folder can be swapped with the old one.

    The new folder must be outside the old folder, have the same rights, and contain all hidden
    entries of the old folder.
    """
    hidden = {entry.name for entry in target.iterdir() if _is_hidden(entry.name)}
    if new.parent == target or not hidden <= {entry.name for entry in new.iterdir()}:
        return False
    try:
        copy_rights(target, new, extra_mode=0o700)
    except OSError:
        return False
    return True


def _temporary_path(new: Path) -> Path:
    return new.with_name(f"{new.name}-part")


def _is_hidden(path: str) -> bool:
    """Whether a path is hidden, or in a hidden folder: MkDocs does not remove such paths."""
    return path.startswith(".")
