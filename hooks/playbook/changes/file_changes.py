"""Finds the published files outside the data that differ between two states.

These are the pages and files in ``docs/`` and ``mkdocs.yml``. Their text is not classified, so a
report only names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from ..git import GitError, changed_files, find_commit, prefix
from ..project import DATA_FOLDER
from ..revisions import revision_folder
from ..source.folders import CONFIG, folders_of


@dataclass(frozen=True)
class FileChange:
    """A file of which one state has other bytes; ``path`` is relative to the project."""

    path: str
    change_type: Literal["added", "changed", "removed"]


def file_changes(old: str, new: str, project: Path) -> tuple[FileChange, ...]:
    """The files that differ between two states: folders with data, or revisions of a project.

    Raises GitError if a state is neither.
    """
    docs = folders_of(project).docs
    before, after = (_read(name, project, docs) for name in (old, new))
    return tuple(
        FileChange(path, _change_type(path, before, after))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def _change_type(
    path: str, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Literal["added", "changed", "removed"]:
    if path not in before:
        return "added"
    return "changed" if path in after else "removed"


def _read(name: str, project: Path, docs: str) -> Mapping[str, bytes]:
    """The digest of each file of a state, by its path."""
    folder = Path(name)
    if not (folder / DATA_FOLDER).is_dir():
        with revision_folder(project, name, name, docs, CONFIG) as files:
            return dict(_digests(files, docs))
    if find_commit(folder, "HEAD") is None:
        return dict(_digests(folder, docs))
    return _working_files(folder, docs)


def _working_files(project: Path, docs: str) -> Mapping[str, bytes]:
    """The files of the last commit, and those that were edited since.

    Line endings, filters and files that git leaves out of the working tree are no edits.
    """
    with revision_folder(project, "HEAD", "HEAD", docs, CONFIG) as committed:
        digests = dict(_digests(committed, docs))
    now, start = dict(_digests(project, docs)), prefix(project)
    try:
        edited = changed_files(project, docs, CONFIG, include_untracked=True)
    except GitError:  # such as a damaged index
        return now
    for _, path in edited:
        name = path.removeprefix(start)
        digests.pop(name, None)
        if name in now:
            digests[name] = now[name]
    return digests


def _digests(folder: Path, docs: str) -> Iterator[tuple[str, bytes]]:
    for path in [folder / CONFIG, *sorted((folder / docs).rglob("*"))]:
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), blake2b(path.read_bytes()).digest()
