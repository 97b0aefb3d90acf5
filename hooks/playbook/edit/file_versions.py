"""Tells whether the files of a project changed after they were read for an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..project import CHANGES, DATA_FOLDER
from ..source.folders import CONFIG, folders_of

Versions = Mapping[str, tuple[int, int, int]]
"""By path: when a file was last written (in ns), its size in bytes, and its inode."""


def file_versions(project: Path) -> Versions:
    """The version of each file that an edit reads: data, notes, hand-written pages, settings."""
    versions: dict[str, tuple[int, int, int]] = {}
    for path in _files(project):
        try:
            status = path.lstat()
        except OSError:  # removed while the folders were read
            continue
        name = path.relative_to(project).as_posix()
        versions[name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return versions


def changed_files(project: Path, before: Versions) -> list[str]:
    """The paths of the files that were added, written or removed since the versions ``before``."""
    now = file_versions(project)
    return sorted({path for path, _ in now.items() ^ before.items()})


def _files(project: Path) -> Iterator[Path]:
    for name in (DATA_FOLDER, CHANGES, folders_of(project).docs):
        yield from (path for path in (project / name).rglob("*") if not path.is_dir())
    yield project / CONFIG
