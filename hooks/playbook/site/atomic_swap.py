"""Putting finished content in the place of the old, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

from .locks import NoLocksError, locked
from .mirror import link_or_copy, mirror

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, old: Path) -> bool:
    """Swap two folders atomically. False if not supported."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # Windows has no library without a name
        return False
    done = rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
    return bool(done == 0)


def copy_rights(model: Path, folder: Path, *, more: int = 0) -> None:
    """Give a folder the owner, group, mode and extended attributes of another.

    ``more`` are bits of the mode that it gets as well. Raises OSError where that is not allowed.
    """
    wanted, found = model.stat(), folder.stat()
    if (wanted.st_uid, wanted.st_gid) != (found.st_uid, found.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    shutil.copystat(model, folder)
    mode = (wanted.st_mode | more) & 0o7777
    folder.chmod(mode)
    if folder.stat().st_mode & 0o7777 != mode:  # setgid is dropped without a word
        raise PermissionError(1, "Operation not permitted", str(folder))


def inherit_rights(model: Path, folder: Path) -> None:
    """Let what is made in a folder get the group and the ACL that it would get in another.

    What is not allowed is left out.
    """
    with suppress(OSError, AttributeError):  # Windows has no owners
        os.chown(folder, -1, model.stat().st_gid)
    with suppress(OSError):
        shutil.copystat(model, folder)
        folder.chmod(folder.stat().st_mode & 0o7777 | 0o700)


def replace_folder(new: Path, place: Path, *, same_folder: bool = True) -> None:
    """Let a place, given by its real path, show the content of a new folder, which then goes.

    Where ``same_folder``, the folder at the place stays the one that it is, with its owner, mode
    and mounts. Its hidden entries stay too, as with MkDocs. Raises OSError.
    """
    if not place.exists():
        new.rename(place)
        return
    with ExitStack() as stack:
        with suppress(NoLocksError, OSError):
            stack.enter_context(locked(place.parent))
        shown = _can_cover(new, place) and swap(new, place)
        if shown and same_folder:
            # Readers have the new folder, while the old one gets the same files and returns.
            with suppress(OSError):
                mirror(place, new, _part(new), link_or_copy, keep=_is_hidden)
            shown = not swap(new, place)
        if not shown:
            mirror(new, place, _part(new), os.replace, keep=_is_hidden)
        shutil.rmtree(new, ignore_errors=True)


def _can_cover(new: Path, place: Path) -> bool:
    """Whether readers can have the new folder in the place of the old one for a while.

    It has to stand beside the old one, with the same rights, and nothing hidden may be missing.
    """
    hidden = {entry.name for entry in place.iterdir() if _is_hidden(entry.name)}
    if new.parent == place or not hidden <= {entry.name for entry in new.iterdir()}:
        return False
    try:
        copy_rights(place, new, more=0o700)
    except OSError:
        return False
    return True


def _part(new: Path) -> Path:
    return new.with_name(f"{new.name}-part")


def _is_hidden(path: str) -> bool:
    """Whether a path is hidden, or below a hidden folder: MkDocs leaves these alone."""
    return path.startswith(".")
