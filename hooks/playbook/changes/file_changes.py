"""Finds the published files outside the data that differ between two states.

These are the pages and files in ``docs/``, the theme folder, ``mkdocs.yml`` and the files that it
inherits from. Their text is not classified, so a report only names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..git import GitError, changed_files, find_commit, prefix
from ..git_objects import entries
from ..project import DATA_FOLDER
from ..revisions import resolve_revision
from ..source.folders import published_parts

FileChangeType = Literal["added", "changed", "removed"]


@dataclass(frozen=True)
class FileChange:
    """A file of which one state has other bytes; ``path`` is relative to the project."""

    path: str
    change_type: FileChangeType


def file_changes(old: str, new: str, project: Path) -> tuple[FileChange, ...]:
    """The files that differ between two states: folders with data, or revisions of a project.

    Raises GitError if a state is neither.
    """
    parts = published_parts(project)
    before, after = (_read(name, project, parts) for name in (old, new))
    return tuple(
        FileChange(path, _change_type(path, before, after))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def _change_type(path: str, before: Mapping[str, str], after: Mapping[str, str]) -> FileChangeType:
    if path not in before:
        return "added"
    return "changed" if path in after else "removed"


def _read(name: str, project: Path, parts: tuple[str, ...]) -> Mapping[str, str]:
    """The id that git gives the content of each file of a state, by its path."""
    folder = Path(name)
    if not (folder / DATA_FOLDER).is_dir():
        return _committed(project, resolve_revision(project, name), parts)
    commit = find_commit(folder, "HEAD")
    if commit is None:
        return _in_folder(folder, parts, _algorithm_of(find_commit(project, "HEAD")))
    return _working_files(folder, commit, parts)


def _committed(project: Path, commit: str, parts: tuple[str, ...]) -> dict[str, str]:
    """The regular files of a commit."""
    start = prefix(project)
    files = (entry for part in parts for entry in entries(project, commit, start + part))
    return {
        entry.path.removeprefix(start): entry.id
        for entry in files
        if entry.is_file and _is_named(entry.path)
    }


def _working_files(project: Path, commit: str, parts: tuple[str, ...]) -> Mapping[str, str]:
    """The files of the last commit, and those that were edited since.

    Line endings, filters and files that git leaves out of the working tree do not count as edits.
    """
    ids, algorithm = _committed(project, commit, parts), _algorithm_of(commit)
    try:
        edited = changed_files(project, *parts, include_untracked=True)
    except GitError:  # such as a damaged index
        return _in_folder(project, parts, algorithm)
    start = prefix(project)
    for _, path in edited:
        name = path.removeprefix(start)
        ids.pop(name, None)
        if _is_read(project / name):
            ids[name] = _id_of(project / name, algorithm)
    return ids


def _in_folder(folder: Path, parts: tuple[str, ...], algorithm: str) -> dict[str, str]:
    """The files in a folder, whether git knows them or not."""
    return {
        path.relative_to(folder).as_posix(): _id_of(path, algorithm)
        for part in parts
        for path in _files_below(folder / part)
    }


def _files_below(path: Path) -> Iterator[Path]:
    candidates = [path] if path.is_file() else path.rglob("*")
    return (each for each in candidates if _is_read(each))


def _is_read(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and _is_named(path.as_posix())


def _is_named(path: str) -> bool:
    """Whether a report names a file: a site has no file whose name begins with a dot."""
    return not path.rpartition("/")[2].startswith(".")


def _id_of(path: Path, algorithm: str) -> str:
    """The id of the git object with the content of a file."""
    data = path.read_bytes()
    return hashlib.new(
        algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
    ).hexdigest()


def _algorithm_of(commit: str | None) -> str:
    """The algorithm of the ids in a repository, by the hash of one of its commits."""
    return "sha256" if commit and len(commit) == 64 else "sha1"
