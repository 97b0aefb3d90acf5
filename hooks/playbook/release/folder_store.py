"""Stores a published tree in a folder, and replaces it atomically."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ..problems import Phrase
from ..site.atomic_swap import swap
from ..site.locks import NoLocksError, locked
from . import codes
from .codes import RefusedError, refusal
from .copying import reason_in
from .digests import Digests
from .folder_swap import PROBE, TREE, needed_cleanup, stage, swap_back, swap_in
from .journal import DECISION, JOURNAL, TEMPORARY_FILE, Journal, read_journal
from .manifest import LATEST, MANIFEST, STAGING
from .scan import Scan, scan
from .target_path import real_path
from .tree import TreeUpdate
from .version_numbers import is_number


class FolderStore:
    """A tree in a folder; if the path is a symbolic link, the folder that it leads to is used."""

    def __init__(self, path: Path) -> None:
        self.path = real_path(path)
        self.name = str(path)
        self.staging = self.path.with_name(f".{self.path.name}-publishing")
        self._digests = Digests()
        self._scan: Scan | None = None

    def rescan(self) -> Scan:
        """Scan the folder again. Raises RefusedError."""
        with self._errors_as_refusals():
            self._scan = scan(self.path)
        return self._scan

    def _last_scan(self) -> Scan:
        return self._scan or self.rescan()

    def names(self) -> list[str]:
        """The folders and files at the root."""
        with self._errors_as_refusals():
            return sorted(path.name for path in self.path.iterdir()) if self.path.is_dir() else []

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None if it does not exist."""
        with self._errors_as_refusals():
            try:
                return (self.path / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def paths(self) -> frozenset[str]:
        """The path of every file of the tree, except for those in the staging folder."""
        files = self._last_scan().files
        return frozenset(path for path in files if not path.startswith(f"{STAGING}/"))

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of each given file that exists, by path. Raises RefusedError."""
        files = self._last_scan().files
        with self._errors_as_refusals():
            return {path: self._digests.digest_of(self.path / path, files[path])
                    for path in paths if path in files}  # fmt: skip

    def journal(self) -> Journal | None:
        """The journal of a publisher that was killed, or None. Raises RefusedError."""
        data = self.read(JOURNAL)
        staged = {path for path in self._last_scan().files if path.startswith(f"{STAGING}/")}
        if data is None and staged <= {TEMPORARY_FILE, DECISION}:
            return None
        journal = read_journal(data or b"")
        if journal is None:
            raise refusal(codes.FOREIGN_FILE, self.name, path=STAGING)
        return journal

    def files_outside_versions(self) -> set[str]:
        """The path of every file outside the folders of versions and ``latest``."""
        folders = {path: path.split("/")[0] for path in self.paths()}
        return {
            path for path, folder in folders.items() if folder != LATEST and not is_number(folder)
        }

    @contextmanager
    def _errors_as_refusals(self) -> Iterator[None]:
        """Convert an OSError to RefusedError."""
        try:
            yield
        except OSError as error:
            raise refusal(codes.UNREADABLE_TARGET, self.name, reason=self._reason(error)) from error

    @contextmanager
    def locked(self, *, create: bool = True) -> Iterator[None]:
        """Lock out other publishers. Raises RefusedError.

        Both the parent folder and the tree are locked, because a mount may show the tree at a
        second path. With ``create``, missing parent folders are created, and removed again if no
        tree is written. The locks end with the process.
        """
        created = [parent for parent in self.path.parents if not parent.exists()]
        try:
            with ExitStack() as locks:
                self._lock(locks, create=create)
                yield
        finally:
            for parent in created if not self.path.exists() else ():
                with suppress(OSError):
                    parent.rmdir()

    def _lock(self, locks: ExitStack, *, create: bool) -> None:
        try:
            if create:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            parent = next(parent for parent in self.path.parents if parent.is_dir())
            folders = [path for path in (parent, self.path) if os.access(path, os.R_OK)]
            for folder in folders:
                locks.enter_context(locked(folder))
        except OSError as error:
            raise refusal(codes.NOT_WRITTEN, self.name, reason=self._reason(error)) from error
        except NoLocksError as error:
            raise refusal(codes.NO_LOCKS, self.name, reason=error.reason) from error
        if not folders:
            raise refusal(codes.NO_LOCKS, self.name, reason=Phrase("reason.parent-not-readable"))

    def recover(self) -> None:
        """Complete or remove the work of a killed publisher. Raises RefusedError.

        Work with a journal is left for ``write_in_order``. The caller must hold the lock.
        """
        cleanup = needed_cleanup(self.staging, self.path)
        if cleanup == "finish":
            self._swap_back()
        if cleanup != "nothing":
            shutil.rmtree(self.staging, ignore_errors=True)
        if self.journal() is None:
            shutil.rmtree(self.path / STAGING, ignore_errors=True)

    def write(self, update: TreeUpdate) -> bool:
        """Apply an update with one atomic swap. Returns whether anything changed.

        Readers see either the old tree or the new one. Raises RefusedError.
        """
        if self.is_up_to_date(update):
            return False
        try:
            self._refuse_unsupported_file_system()
            stage(self.staging / TREE, self.path, update)
            if not self.path.exists():
                (self.staging / TREE).rename(self.path)
            elif swap_in(self.staging, self.path, update.stale):
                self._swap_back()
            else:
                raise self._not_atomic(Phrase("cannot.swap-this-folder"))
        except OSError as error:
            raise refusal(codes.NOT_WRITTEN, self.name, reason=self._reason(error)) from error
        finally:
            if needed_cleanup(self.staging, self.path) == "remove":
                shutil.rmtree(self.staging, ignore_errors=True)
        if self.read(MANIFEST) != update.root[MANIFEST]:
            raise refusal(codes.UNFINISHED, self.name, reason=Phrase("reason.path-unchanged"))
        return True

    def is_up_to_date(self, update: TreeUpdate) -> bool:
        """Whether the tree already equals the result of an update."""
        has_root_files = all(self.read(path) == data for path, data in update.root.items())
        return has_root_files and update.changes_nothing

    def _reason(self, error: OSError) -> str:
        return reason_in(self.path, error)

    def _not_atomic(self, what: Phrase) -> RefusedError:
        return refusal(codes.NO_ATOMIC_SWAP, self.name, what=what)

    def _swap_back(self) -> None:
        try:
            swap_back(self.staging, self.path)
        except OSError as error:
            raise refusal(codes.UNFINISHED, self.name, reason=self._reason(error)) from error

    def _refuse_unsupported_file_system(self) -> None:
        """Check that the file system supports hard links and atomic swaps. Raises RefusedError."""
        first, second = (self.staging / PROBE / name for name in ("first", "second"))
        first.mkdir(parents=True)
        second.mkdir()
        (first / "file").write_bytes(b"")
        try:
            os.link(first / "file", second / "file")
        except OSError as error:
            raise self._not_atomic(Phrase("cannot.link-files")) from error
        if not swap(first, second):
            raise self._not_atomic(Phrase("cannot.swap-folders"))
        shutil.rmtree(self.staging / PROBE)
