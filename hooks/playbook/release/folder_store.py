"""A published tree in a folder, replaced atomically."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ..site.atomic_swap import swap
from ..site.locks import NoLocksError, locked
from . import codes
from .codes import refuse
from .copying import reason_of
from .digests import Digests
from .folder_swap import PROBE, TREE, cover, leftover, stage, uncover
from .journal import Journal, read_journal
from .manifest import LATEST, MANIFEST, STAGING
from .scan import Scan, scan
from .target_path import real_path
from .tree import TreeUpdate
from .version_numbers import is_number

JOURNAL = f"{STAGING}/journal"
TEMPORARY_PREFIX = f"{STAGING}/part"


class FolderStore:
    """A tree in a folder; a path that is a symbolic link means the folder that it leads to."""

    def __init__(self, path: Path) -> None:
        self.path = real_path(path)
        self.name = str(path)
        self.staging = self.path.with_name(f".{self.path.name}-publishing")
        self._digests = Digests()
        self._scan: Scan | None = None

    def look(self) -> Scan:
        """Find what is in the folder now. Raises RefusedError."""
        with self._reading():
            self._scan = scan(self.path)
        return self._scan

    def _found(self) -> Scan:
        return self._scan or self.look()

    def names(self) -> list[str]:
        """The folders and files at the root."""
        with self._reading():
            return sorted(one.name for one in self.path.iterdir()) if self.path.is_dir() else []

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None where there is none."""
        with self._reading():
            try:
                return (self.path / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def paths(self) -> frozenset[str]:
        """The path of every file of the tree, but for those that are being written."""
        return frozenset(path for path in self._found().files if not path.startswith(f"{STAGING}/"))

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of each of these files that exists."""
        files = self._found().files
        with self._reading():
            return {path: self._digests.of(self.path / path, files[path])
                    for path in paths if path in files}  # fmt: skip

    def journal(self) -> Journal | None:
        """What a publisher that was killed had begun to write, or None. Raises RefusedError."""
        data = self.read(JOURNAL)
        below = {path for path in self._found().files if path.startswith(f"{STAGING}/")}
        if data is None and below <= {TEMPORARY_PREFIX}:
            return None
        journal = read_journal(data or b"")
        if journal is None:
            raise refuse(codes.FOREIGN_FILE, self.name, path=STAGING)
        return journal

    def other_files(self) -> set[str]:
        """Every file that belongs to no version."""
        firsts = {path: path.split("/")[0] for path in self.paths()}
        return {path for path, first in firsts.items() if first != LATEST and not is_number(first)}

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise refuse(codes.NOT_READ, self.name, reason=self._reason(error)) from error

    @contextmanager
    def locked(self, *, create: bool = True) -> Iterator[None]:
        """Lock out other publishers. The lock is released when the process ends.

        The folder around the tree is locked, and the tree as well: it may have another path
        through a mount. Folders around it that are missing are made where ``create``, and removed
        if no tree comes there. Raises RefusedError.
        """
        made = [parent for parent in self.path.parents if not parent.exists()]
        try:
            with ExitStack() as locks:
                self._lock(locks, create=create)
                yield
        finally:
            for parent in made if not self.path.exists() else ():
                with suppress(OSError):
                    parent.rmdir()

    def _lock(self, locks: ExitStack, *, create: bool) -> None:
        try:
            if create:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            around = next(parent for parent in self.path.parents if parent.is_dir())
            folders = [one for one in (around, self.path) if os.access(one, os.R_OK)]
            for folder in folders:
                locks.enter_context(locked(folder))
        except OSError as error:
            raise refuse(codes.NOT_WRITTEN, self.name, reason=self._reason(error)) from error
        except NoLocksError as error:
            raise refuse(codes.NO_LOCKS, self.name, reason=error) from error
        if not folders:
            raise refuse(codes.NO_LOCKS, self.name, reason="nobody may read the folder around it")

    def recover(self) -> None:
        """Complete or remove what a killed publisher left, if ``write_in_order`` need not do it.

        Under the lock nobody else is at work on it. Raises RefusedError.
        """
        kind = leftover(self.staging, self.path)
        if kind == "finish":
            self._uncover()
        if kind != "nothing":
            shutil.rmtree(self.staging, ignore_errors=True)
        if self.journal() is None:
            shutil.rmtree(self.path / STAGING, ignore_errors=True)

    def write(self, update: TreeUpdate) -> bool:
        """Apply an update with one atomic swap. Returns whether anything changed.

        Raises RefusedError. Whoever reads has the old tree or the new one.
        """
        if self.is_up_to_date(update):
            return False
        try:
            self._probe()
            stage(self.staging / TREE, self.path, update)
            if not self.path.exists():
                (self.staging / TREE).rename(self.path)
            elif cover(self.staging, self.path, update.stale):
                self._uncover()
            else:
                raise refuse(codes.NO_ATOMIC_SWAP, self.name, what="swap this folder")
        except OSError as error:
            raise refuse(codes.NOT_WRITTEN, self.name, reason=self._reason(error)) from error
        finally:
            if leftover(self.staging, self.path) == "remove":
                shutil.rmtree(self.staging, ignore_errors=True)
        if self.read(MANIFEST) != update.root[MANIFEST]:
            raise refuse(codes.UNFINISHED, self.name, reason="the path does not show the new tree")
        return True

    def is_up_to_date(self, update: TreeUpdate) -> bool:
        """Whether the tree is already up to date."""
        same = all(self.read(path) == data for path, data in update.root.items())
        return same and update.changes_nothing

    def _reason(self, error: OSError) -> str:
        """What the system says, and of which file where that is one of the tree."""
        file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str) else None
        if file is None or not file.is_relative_to(self.path):
            return reason_of(error)
        return f"{reason_of(error)}: {file.relative_to(self.path)}"

    def _uncover(self) -> None:
        try:
            uncover(self.staging, self.path)
        except OSError as error:
            raise refuse(codes.UNFINISHED, self.name, reason=self._reason(error)) from error

    def _probe(self) -> None:
        """Check that the file system supports hard links and atomic swaps."""
        one, other = (self.staging / PROBE / name for name in ("one", "other"))
        one.mkdir(parents=True)
        other.mkdir()
        (one / "file").write_bytes(b"")
        try:
            os.link(one / "file", other / "file")
        except OSError as error:
            raise refuse(codes.NO_ATOMIC_SWAP, self.name, what="link files") from error
        if not swap(one, other):
            raise refuse(codes.NO_ATOMIC_SWAP, self.name, what="swap folders")
        shutil.rmtree(self.staging / PROBE)
