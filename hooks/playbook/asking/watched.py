"""Keeps a source up to date while a server runs: it is read again when its files change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..project import DATA_FOLDER
from ..release.manifest import MANIFEST
from .opening import EXPORT, open_source
from .source import Source

Stamp = tuple[tuple[str, int, int], ...]
"""The path, the time of the last change and the size of each file that decides the answers."""


@dataclass
class WatchedSource:
    """The source at a path. A command that runs for days answers from the data in force."""

    path: Path
    version: str | None = None
    _stamp: Stamp = ()
    _source: Source | None = field(default=None, repr=False)

    def current(self) -> Source:
        """The source as it is now. Raises SourceError and RefusedError."""
        stamp = tuple(_stamps(self.path))
        if self._source is None or stamp != self._stamp:
            self._source = None  # an error is reported again until the files change
            self._source = open_source(self.path, self.version)
            self._stamp = stamp
        return self._source


def _stamps(path: Path) -> Iterator[tuple[str, int, int]]:
    data = path / DATA_FOLDER
    if data.is_dir():
        files = sorted(file for file in data.rglob("*") if file.is_file())
    else:
        files = [path / MANIFEST, path.parent / MANIFEST, path / EXPORT, path]
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        yield str(file), status.st_mtime_ns, status.st_size
