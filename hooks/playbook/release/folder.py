"""A published tree in a folder, changed as a whole in one step."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..site.exchange import exchange
from . import codes
from .codes import refuse
from .manifest import paths_of
from .numbers import is_number
from .tree import LATEST, Fold

PART = ".publishing"
"""What is written bit by bit begins with this name until it is whole."""


class Folder:
    """A tree in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.name = str(path)
        self._aside = self.path.with_name(f".{self.path.name}-publishing")

    def names(self) -> list[str]:
        """The folders and files at the root."""
        return sorted(one.name for one in self.path.iterdir()) if self.path.is_dir() else []

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None where there is none."""
        try:
            return (self.path / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise refuse(codes.NOT_WRITTEN, self.name, reason=said(error)) from error

    def beside(self) -> set[str]:
        """Every file that belongs to no version."""
        apart = [
            name for name in self.names() if name not in (LATEST, PART) and not is_number(name)
        ]
        folders = [name for name in apart if (self.path / name).is_dir()]
        below = {f"{name}/{path}" for name in folders for path in paths_of(self.path / name)}
        return below | (set(apart) - set(folders))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other publishers out. The lock goes when its process does, however it ends."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path.parent, os.O_RDONLY)
        except OSError as error:
            raise refuse(codes.NOT_WRITTEN, self.name, reason=said(error)) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def write(self, fold: Fold) -> bool:
        """Put a fold in place with one exchange; says whether it changed anything.

        Raises RefusedError. Whoever reads has the old tree or the new one. What a killed
        publisher left aside is removed here: under the lock nobody else is at work on it.
        """
        shutil.rmtree(self._aside, ignore_errors=True)
        if self.is_done(fold):
            return False
        try:
            self._probe()
            self._stage(fold)
            self._switch()
        except OSError as error:
            raise refuse(codes.NOT_WRITTEN, self.name, reason=said(error)) from error
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
        return True

    def is_done(self, fold: Fold) -> bool:
        """Whether the tree is already what a fold makes of it."""
        same = all(self.read(path) == data for path, data in fold.root.items())
        return same and fold.changes_nothing

    def _probe(self) -> None:
        """See that the file system can do what is needed, before anything is written."""
        one, other = self._aside / "one", self._aside / "other"
        one.mkdir(parents=True)
        other.mkdir()
        (one / "file").write_bytes(b"")
        try:
            os.link(one / "file", other / "file")
        except OSError as error:
            raise refuse(codes.NO_EXCHANGE, self.name, what="link files") from error
        if not exchange(one, other):
            raise refuse(codes.NO_EXCHANGE, self.name, what="exchange folders")
        shutil.rmtree(self._aside)

    def _stage(self, fold: Fold) -> None:
        """The whole new tree beside the old one: what stays is linked, not copied."""
        self._aside.mkdir()
        for name in self.names():
            if name != LATEST:
                _link(self.path / name, self._aside / name)
        for path in (*fold.stale, *fold.root):
            (self._aside / path).unlink(missing_ok=True)
        remove_empty(self._aside, fold.stale)
        if fold.new:
            shutil.copytree(fold.new.folder, self._aside / fold.new.manifest.version)
        write_files(self._aside, fold.root)
        _link(self._aside / fold.latest, self._aside / LATEST)

    def _switch(self) -> None:
        if not self.path.exists():
            self._aside.rename(self.path)
        elif not exchange(self._aside, self.path):
            raise refuse(codes.NO_EXCHANGE, self.name, what="exchange this very folder")


def said(error: OSError) -> str:
    """What the system said; copying a tree gathers many errors in one."""
    found = re.search(r"\[Errno \d+\] ([^:'\]]+)", str(error))
    return error.strerror or (found[1] if found else str(error))


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files under a folder, each at its path."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def remove_empty(folder: Path, gone: frozenset[str] | set[str]) -> None:
    """Remove the folders that the files which are gone leave empty."""
    parents = {parent for path in gone for parent in Path(path).parents if parent.name}
    for parent in sorted(parents, key=lambda path: -len(path.parts)):
        if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()


def _link(source: Path, place: Path) -> None:
    """A file or a folder again, of the same files."""
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, place, copy_function=os.link, symlinks=True)
    else:
        os.link(source, place, follow_symlinks=False)
