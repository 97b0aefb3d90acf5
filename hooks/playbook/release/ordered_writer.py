"""Updates a published tree file by file in a safe order, without swapping folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from itertools import filterfalse
from pathlib import Path

from ..site.mirror import remove_empty
from . import codes
from .build import BuiltVersion
from .codes import refusal
from .copying import copy_version, reason_of
from .folder_store import FolderStore
from .journal import DECISION, JOURNAL, TEMPORARY_FILE, Journal
from .manifest import LATEST, MANIFEST, STAGING, VERSIONS, paths_of
from .tree import TreeUpdate
from .version_numbers import is_number

_VERSION = f"{STAGING}/version"


def write_in_order(
    store: FolderStore, update: TreeUpdate, version: str, *, is_decision: bool = False
) -> bool:
    """Apply an update file by file. Returns whether anything changed.

    The order is: the journal, the version, ``latest``, other files, and ``versions.json``. At the
    end, the journal is removed. Readers may see new and old pages together, but every page and
    every version is complete. With the journal, publishing again completes an interrupted update.
    A new version also discards a decision about another version, if that was interrupted before it
    changed anything. Raises RefusedError.
    """
    if store.is_up_to_date(update):
        return False
    is_new, journal = not store.path.exists(), store.journal()
    writer = _Writer(store.path, has_changed=journal is not None)
    try:
        store.path.mkdir(exist_ok=True)
        writer.begin(_next_journal(store, update, version, journal))
        if journal is not None and journal.version != version and not is_decision:
            writer.remove_decision()
        if update.new:
            writer.add_version(update.new)
        # Only a withdrawal changes files of versions; latest may be a copy of one of them.
        in_versions = [path for path in update.root if _is_in_version(path)]
        for path in in_versions:
            writer.replace(path, update.root[path])
        writer.remove_all(filter(_is_in_version, update.stale))
        writer.update_latest(update.latest)
        writer.remove_all(filterfalse(_is_in_version, update.stale))
        # The manifest comes first: it identifies our files if this run is interrupted.
        known = {MANIFEST, VERSIONS, *in_versions}
        other_paths = [path for path in update.root if path not in known]
        for path in (MANIFEST, *other_paths, VERSIONS):
            writer.replace(path, update.root[path])
        writer.end()
    except OSError as error:
        reason = reason_of(error)
        if writer.has_changed:
            writer.remove_staged()
            raise refusal(codes.UNFINISHED, store.name, reason=reason) from error
        _undo(store.path, is_new=is_new)
        raise refusal(codes.NOT_WRITTEN, store.name, reason=reason) from error
    return True


def _next_journal(
    store: FolderStore, update: TreeUpdate, version: str, existing: Journal | None
) -> Journal:
    """The journal of an update; it extends that of an interrupted update to the same version."""
    after = update.root[MANIFEST].decode()
    if existing is not None and existing.version == version:
        return existing.with_after(after)
    data = store.read(MANIFEST)
    published = data.decode() if data is not None else None
    return Journal(version, existing.before if existing else published, (after,))


def _undo(tree: Path, *, is_new: bool) -> None:
    """Remove the staging folder, and the tree's folder if it is new."""
    shutil.rmtree(tree / STAGING, ignore_errors=True)
    if is_new:
        with suppress(OSError):
            tree.rmdir()


def _is_in_version(path: str) -> bool:
    return is_number(path.split("/")[0])


class _Writer:
    """Writes and removes the files of a tree, each atomically.

    ``has_changed`` becomes True as soon as readers may see a change.
    """

    def __init__(self, tree: Path, *, has_changed: bool) -> None:
        self.tree, self.has_changed = tree, has_changed

    def begin(self, journal: Journal) -> None:
        """Write the journal."""
        (self.tree / STAGING).mkdir(exist_ok=True)
        self._put(JOURNAL, journal.to_bytes())

    def end(self) -> None:
        """Remove the journal, because the update is complete."""
        self.remove_staged()
        (self.tree / JOURNAL).unlink()
        self.remove_decision()
        (self.tree / STAGING).rmdir()

    def remove_decision(self) -> None:
        """Remove the kept files of a decision."""
        (self.tree / DECISION).unlink(missing_ok=True)

    def remove_staged(self) -> None:
        """Remove all staged files except for the journal."""
        shutil.rmtree(self.tree / _VERSION, ignore_errors=True)
        with suppress(OSError):
            (self.tree / TEMPORARY_FILE).unlink(missing_ok=True)

    def add_version(self, built: BuiltVersion) -> None:
        """Copy a version to the staging folder, and move it into the tree in one step."""
        shutil.rmtree(self.tree / _VERSION, ignore_errors=True)
        copy_version(built, self.tree / _VERSION, self.tree)
        (self.tree / _VERSION).rename(self.tree / built.manifest.version)
        self.has_changed = True

    def update_latest(self, version: str) -> None:
        """Make ``latest`` a copy of a version: write its files, then remove all others."""
        source, latest = self.tree / version, self.tree / LATEST
        paths = sorted(paths_of(source))
        for path in paths:
            self.replace(f"{LATEST}/{path}", (source / path).read_bytes())
        removed = set(paths_of(latest)) - set(paths)
        for path in removed:
            self.remove(f"{LATEST}/{path}")
        remove_empty(latest, removed)

    def replace(self, path: str, data: bytes) -> None:
        """Write a file if its content differs."""
        file = self.tree / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._put(path, data)
            self.has_changed = True

    def remove(self, path: str) -> None:
        """Remove a file."""
        (self.tree / path).unlink(missing_ok=True)
        self.has_changed = True

    def remove_all(self, paths: Iterable[str]) -> None:
        """Remove files, and folders that become empty."""
        removed = list(paths)
        for path in removed:
            self.remove(path)
        remove_empty(self.tree, removed)

    def _put(self, path: str, data: bytes) -> None:
        """Replace a file atomically; other hard links to the old file keep its content."""
        temporary = self.tree / TEMPORARY_FILE
        temporary.unlink(missing_ok=True)
        temporary.write_bytes(data)
        temporary.replace(self.tree / path)
