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

from ..git import GitError, changed_files, find_commit, prefix, run
from ..git_objects import entries
from ..project import DATA_FOLDER
from ..revisions import resolve_revision, revision_folder
from ..source.folders import CONFIG, published_parts

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
    names = [part for state in (".", old, new) for part in _parts(state, project)]
    parts = tuple(dict.fromkeys(names))
    before, after = (_read(name, project, parts) for name in (old, new))
    return tuple(
        FileChange(path, _change_type(path, before, after))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def _parts(name: str, project: Path) -> tuple[str, ...]:
    """What a state is published from, so that a folder with another name hides no page."""
    folder = project / name
    if (folder / DATA_FOLDER).is_dir():
        return published_parts(folder)
    with revision_folder(project, name, name, CONFIG) as files:
        return published_parts(files)


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
    names = [path.removeprefix(start) for _, path in edited]
    names += [name for name in _hidden(project, parts) if _differs(project / name, ids.get(name))]
    for name in names:
        ids.pop(name, None)
        if _is_read(project / name):
            ids[name] = _id_of(project / name, algorithm)
    return ids


def _hidden(project: Path, parts: tuple[str, ...]) -> Iterator[str]:
    """The files whose edits git does not show, as an editor has told it to."""
    for line in run(project, "ls-files", "-v", "-z", "--", *parts).split("\0"):
        if line[:1].islower() or line[:1] == "S":
            yield line[2:]


def _differs(path: Path, id: str | None) -> bool:
    """Whether a file that exists has other content than a blob, apart from its line endings."""
    if id is None or not _is_read(path):
        return False
    data, algorithm = path.read_bytes(), _algorithm_of(id)
    return id not in (_id(data, algorithm), _id(data.replace(b"\r\n", b"\n"), algorithm))


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
    return _id(path.read_bytes(), algorithm)


def _id(data: bytes, algorithm: str) -> str:
    """The id of the git object with some content."""
    blob = b"blob %d\0" % len(data) + data
    return hashlib.new(algorithm, blob, usedforsecurity=False).hexdigest()


def _algorithm_of(id: str | None) -> str:
    """The algorithm of the ids in a repository, by the id of one of its objects."""
    return "sha256" if id and len(id) == 64 else "sha1"
