"""Lets a new version share unchanged files with versions that are already in the tree.

They are hard links to the same content on the disk, so no version needs another one: each folder is
complete, and a file stays until the last version that has it is removed. A publication never
writes into an existing file, so a change to one version cannot reach another.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .manifest import MANIFEST, read_manifest
from .version_numbers import is_number, parse_version

Shareable = Mapping[str, Path]
"""A file of the tree for each SHA-256."""


def shareable_files(tree: Path, number: str) -> Shareable:
    """The files that a new version may share: those of the versions next to it in the tree.

    Older versions have hardly any other files in common with it, and reading all their manifests
    would take longer with every version. Raises OSError and RefusedError.
    """
    return {
        hash: tree / version / path
        for version in _neighbours(tree, number)
        for path, hash in _recorded(tree / version / MANIFEST).items()
    }


def _neighbours(tree: Path, number: str) -> Iterator[str]:
    """The highest version, and the highest one below a version, if there are any."""
    names = (entry.name for entry in tree.iterdir())
    others = sorted((n for n in names if is_number(n) and n != number), key=parse_version)
    yield from others[-1:]
    yield from [other for other in others if parse_version(other) < parse_version(number)][-1:]


def _recorded(manifest: Path) -> Mapping[str, str]:
    """The digests in a manifest; none if the version is incomplete."""
    return read_manifest(manifest.read_bytes(), MANIFEST).files if manifest.is_file() else {}


def share(known: Path | None, wanted: Path, destination: Path, like: os.stat_result) -> bool:
    """Link a file of the tree to a new path if that is the same as copying ``wanted`` there.

    ``like`` is the status of a new file: one with another owner, group or mode is not shared.
    Returns False if nothing was linked, also because the file system has no links, or too many.
    """
    try:
        if known is None or not _has_rights(known.lstat(), like) or _attributes(known):
            return False
        if not filecmp.cmp(known, wanted, shallow=False):
            return False
        os.link(known, destination, follow_symlinks=False)
    except OSError:
        return False
    return True


def _has_rights(status: os.stat_result, like: os.stat_result) -> bool:
    """Whether two files have the same owner, group, mode and device."""
    keys = ("st_mode", "st_uid", "st_gid", "st_dev")
    return all(getattr(status, key) == getattr(like, key) for key in keys)


def _attributes(path: Path) -> Iterable[str]:
    """The names of extended attributes, such as an access control list, that a file has."""
    names = os.listxattr(path, follow_symlinks=False) if hasattr(os, "listxattr") else []
    return [name for name in names if not name.startswith("security.")]
