"""Plans the upgrade of a repository: which files of the generator are replaced, merged or removed.

A file that nobody changed is replaced. A changed one is merged with the version that the generator
wrote, which is found by its digest.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..source.links import is_linked
from .merge import merge_file

Action = Literal[
    "replaced", "added", "merged", "conflict", "removed", "kept", "not-restored", "blocked"
]
NEW_SUFFIX = ".new"
"""The suffix of a newer file that is written beside one that cannot be merged."""
BaseOf = Callable[[str, str], bytes | None]
"""Finds the content of a file by its path and its digest in the history; None if it is unknown."""


@dataclass(frozen=True)
class FileUpgrade:
    """What happens to one file. ``data`` is written to ``target``; None removes ``path``."""

    path: str
    action: Action
    data: bytes | None = None
    target: str = ""


def plan_upgrade(
    project: Path, wanted: Mapping[str, bytes], recorded: Mapping[str, str], base_of: BaseOf
) -> list[FileUpgrade]:
    """The changes to the generator's files, by path. Raises GitError and OSError.

    ``wanted`` are the newer files; ``recorded`` are the digests of the files that the generator
    wrote before. A path that is a link, or not a file, counts as changed.
    """
    paths = sorted({*wanted, *recorded})
    planned = (_file_upgrades(project, path, wanted.get(path), recorded.get(path), base_of)
               for path in paths)  # fmt: skip
    return [upgrade for upgrades in planned for upgrade in upgrades]


def digest(data: bytes) -> str:
    """The SHA-256 of a file with line feeds at its line ends, as git stores it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _file_upgrades(
    project: Path, path: str, new: bytes | None, recorded: str | None, base_of: BaseOf
) -> Iterator[FileUpgrade]:
    """What happens to one file; nothing if it stays as it is.

    ``new`` is None if the generator no longer has the file; ``recorded`` is its digest when the
    generator wrote it, or None if it never did.
    """
    file = project / path
    is_regular = file.is_file() and not is_linked(file, project)
    current = file.read_bytes() if is_regular else None
    is_unchanged = current is not None and digest(current) == recorded
    if current is None and (os.path.lexists(file) or is_linked(file, project)):
        yield FileUpgrade(path, "kept" if new is None else "blocked")
    elif new is None:
        if current is not None:
            yield FileUpgrade(path, "removed" if is_unchanged else "kept")
    elif current is None:
        action: Action = "added" if recorded is None else "not-restored"
        yield FileUpgrade(path, action, new if recorded is None else None, path)
    elif digest(new) in (digest(current), recorded):  # it is new already, or did not change
        return
    elif is_unchanged:
        yield FileUpgrade(path, "replaced", new, path)
    else:
        base = base_of(path, recorded) if recorded else None
        if base is None or b"\0" in current + new:
            yield FileUpgrade(path, "conflict", new, _free_name(project, path, new))
        else:
            yield _merged_upgrade(path, current, new, base)


def _free_name(project: Path, path: str, new: bytes) -> str:
    """A path for the newer file next to a changed one: the first that would replace no other."""
    suffixes = itertools.chain([""], (f".{number}" for number in itertools.count(2)))
    names = (f"{path}{NEW_SUFFIX}{suffix}" for suffix in suffixes)
    return next(name for name in names if not _is_other(project, name, new))


def _is_other(project: Path, path: str, data: bytes) -> bool:
    """Whether a path has anything but a file with this content, such as a link."""
    file = project / path
    if is_linked(file, project) or not file.is_file():
        return os.path.lexists(file)
    return file.read_bytes() != data


def _merged_upgrade(path: str, current: bytes, new: bytes, base: bytes) -> FileUpgrade:
    """A changed file with the newer changes."""
    has_crlf = b"\r\n" in current
    merged, has_conflicts = merge_file(
        *(data.replace(b"\r\n", b"\n") for data in (current, base, new))
    )
    merged = merged.replace(b"\n", b"\r\n") if has_crlf else merged
    return FileUpgrade(path, "conflict" if has_conflicts else "merged", merged, path)
