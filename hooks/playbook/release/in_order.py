"""A published tree in a folder whose file system cannot change it in one step."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from . import codes
from .codes import refuse
from .folder import PART, Folder, remove_empty, said
from .manifest import MANIFEST, paths_of
from .tree import LATEST, VERSIONS, Fold


def write_in_order(store: Folder, fold: Fold) -> bool:
    """Put a fold in place bit by bit: the version, then latest, ``versions.json`` last.

    A reader may see a new page beside an old one, but each page whole, and a version is there
    whole or not at all. Publishing again completes what was killed. Says whether anything
    changed. Raises RefusedError.
    """
    if store.is_done(fold):
        return False
    try:
        store.path.mkdir(exist_ok=True)
        if fold.new:
            _move_in(store.path, fold.new.folder, fold.new.manifest.version)
        _follow(store.path / fold.latest, store.path / LATEST)
        for path in fold.stale:
            (store.path / path).unlink(missing_ok=True)
        remove_empty(store.path, fold.stale)
        # The manifest first: what it names is known to be ours when a killed one is completed.
        between = [path for path in fold.root if path not in (MANIFEST, VERSIONS)]
        _replace(store.path, {p: fold.root[p] for p in (MANIFEST, *between, VERSIONS)})
    except OSError as error:
        raise refuse(codes.UNFINISHED, store.name, reason=said(error)) from error
    finally:
        shutil.rmtree(store.path / PART, ignore_errors=True)
    return True


def _move_in(tree: Path, folder: Path, name: str) -> None:
    """Copy a version to its place, where it appears as a whole."""
    shutil.rmtree(tree / PART, ignore_errors=True)
    shutil.copytree(folder, tree / PART)
    (tree / PART).rename(tree / name)


def _follow(source: Path, place: Path) -> None:
    """Make a folder the copy of another: new files first, then what is to go."""
    wanted = sorted(paths_of(source))
    _replace(place, {path: (source / path).read_bytes() for path in wanted})
    gone = set(paths_of(place)) - set(wanted)
    for path in gone:
        (place / path).unlink()
    remove_empty(place, gone)


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that differ, each in one step."""
    for path, data in files.items():
        place = folder / path
        if not place.is_file() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f"{PART}-{place.name}")
            part.write_bytes(data)
            part.replace(place)
