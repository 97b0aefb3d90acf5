"""Updates a published tree in a folder without atomic swaps."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from ..site.mirror import remove_empty
from . import codes
from .build import BuiltVersion
from .codes import refuse
from .copying import copy_version, reason_of
from .folder_store import JOURNAL, TEMPORARY_PREFIX, FolderStore
from .journal import Journal
from .manifest import LATEST, MANIFEST, STAGING, VERSIONS, paths_of
from .tree import TreeUpdate

_VERSION = f"{STAGING}/version"


def write_in_order(store: FolderStore, update: TreeUpdate, version: str) -> bool:
    """Put a fold in place bit by bit: the version, then latest, ``versions.json`` last.

    A reader may see a new page beside an old one, but each page whole, and a version is there
    whole or not at all. A journal is written before anything else and removed after everything
    else: by it, publishing again completes what was killed. Says whether anything changed.
    Raises RefusedError.
    """
    if store.is_up_to_date(update):
        return False
    is_new, before = not store.path.exists(), store.journal()
    writer = _Writer(store.path, has_changed=before is not None)
    try:
        store.path.mkdir(exist_ok=True)
        writer.begin(_journal(store, update, version, before))
        if update.new:
            writer.move_in(update.new)
        writer.follow(update.latest)
        for path in update.stale:
            writer.remove(path)
        remove_empty(store.path, update.stale)
        # The manifest first: it identifies our files when an interrupted run is completed.
        between = [path for path in update.root if path not in (MANIFEST, VERSIONS)]
        for path in (MANIFEST, *between, VERSIONS):
            writer.replace(path, update.root[path])
        writer.end()
    except OSError as error:
        reason = reason_of(error)
        if writer.has_changed:
            writer.keep_journal()
            raise refuse(codes.UNFINISHED, store.name, reason=reason) from error
        _undo(store.path, is_new=is_new)
        raise refuse(codes.NOT_WRITTEN, store.name, reason=reason) from error
    return True


def _journal(
    store: FolderStore, update: TreeUpdate, version: str, before: Journal | None
) -> Journal:
    after = update.root[MANIFEST].decode()
    if before is not None and before.version == version:
        return before.with_after(after)
    data = store.read(MANIFEST)
    text = before.before if before else data.decode() if data is not None else None
    return Journal(version, text, (after,))


def _undo(tree: Path, *, is_new: bool) -> None:
    """Leave nothing behind where nothing was changed."""
    shutil.rmtree(tree / STAGING, ignore_errors=True)
    if is_new:
        with suppress(OSError):
            tree.rmdir()


class _Writer:
    """Changes a tree file by file, each in one step; ``has_changed`` once readers may see it."""

    def __init__(self, tree: Path, *, has_changed: bool) -> None:
        self.tree, self.has_changed = tree, has_changed

    def begin(self, journal: Journal) -> None:
        """Write the journal."""
        (self.tree / STAGING).mkdir(exist_ok=True)
        self._put(JOURNAL, journal.to_bytes())

    def end(self) -> None:
        """Remove the journal: nothing is half-done any more."""
        self.keep_journal()
        (self.tree / JOURNAL).unlink()
        (self.tree / STAGING).rmdir()

    def keep_journal(self) -> None:
        """Remove whatever else is staged."""
        shutil.rmtree(self.tree / _VERSION, ignore_errors=True)
        with suppress(OSError):
            (self.tree / TEMPORARY_PREFIX).unlink(missing_ok=True)

    def move_in(self, built: BuiltVersion) -> None:
        """Copy a version to its place, where it appears as a whole."""
        shutil.rmtree(self.tree / _VERSION, ignore_errors=True)
        copy_version(built, self.tree / _VERSION)
        (self.tree / _VERSION).rename(self.tree / built.manifest.version)
        self.has_changed = True

    def follow(self, version: str) -> None:
        """Make ``latest`` the copy of a version: new files first, then what is to go."""
        source, place = self.tree / version, self.tree / LATEST
        wanted = sorted(paths_of(source))
        for path in wanted:
            self.replace(f"{LATEST}/{path}", (source / path).read_bytes())
        gone = set(paths_of(place)) - set(wanted)
        for path in gone:
            self.remove(f"{LATEST}/{path}")
        remove_empty(place, gone)

    def replace(self, path: str, data: bytes) -> None:
        """Write a file if it differs."""
        place = self.tree / path
        if not place.is_file() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._put(path, data)
            self.has_changed = True

    def remove(self, path: str) -> None:
        """Remove a file."""
        (self.tree / path).unlink(missing_ok=True)
        self.has_changed = True

    def _put(self, path: str, data: bytes) -> None:
        """Write a file in one step, whatever other names the old one has."""
        part = self.tree / TEMPORARY_PREFIX
        part.unlink(missing_ok=True)
        part.write_bytes(data)
        part.replace(self.tree / path)
