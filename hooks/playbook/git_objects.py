"""Reads commits from git objects, so that no attribute, filter or setting changes their content."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .git import GitError, blobs, run, run_bytes, show
from .messages import messages
from .problems import Phrase

_LINK_MODE, _SUBMODULE_MODE = "120000", "160000"


@dataclass(frozen=True)
class Entry:
    """One path in a commit.

    ``mode`` is git's octal text such as ``100644``, ``id`` the hash of the object, and ``path``
    starts at the repository's root; ``surrogateescape`` preserves bytes that are not UTF-8.
    """

    mode: str
    id: str
    path: str

    @property
    def is_file(self) -> bool:
        """Whether the entry is a regular file."""
        return self.mode.startswith("100")

    @property
    def is_submodule(self) -> bool:
        """Whether the entry is a submodule: the id of a commit in another repository."""
        return self.mode == _SUBMODULE_MODE


class NotRegularFileError(GitError):
    """A path in a commit cannot be used. ``what`` describes the problem, ``cure`` the fix."""

    def __init__(self, path: str, what: Phrase, cure: Phrase) -> None:
        self.path, self.what, self.cure = path, what, cure
        english = messages()
        super().__init__(f"{path} {english.phrase(what)}; {english.phrase(cure)}")


def entries(repo: Path, tree: str, part: str = "") -> list[Entry]:
    """The files of a commit or a tree, in path order. Raises GitError.

    ``part`` limits them to one file or the files below one folder.
    """
    paths = ("--", part.rstrip("/")) if part else ()
    output = run(repo, "ls-tree", "-r", "-z", "--full-tree", tree, *paths)
    result = []
    for line in filter(None, output.split("\0")):
        fields, _, path = line.partition("\t")
        mode, _, id = fields.split(" ")
        result.append(Entry(mode, id, path))
    return result


def require_regular_files(files: Iterable[Entry], prefix: str, revision: str) -> None:
    """Check that all entries are regular files. Raises NotRegularFileError.

    The error names the path without ``prefix``.
    """
    for entry in files:
        if not entry.is_file:
            path = entry.path.removeprefix(prefix)
            what = Phrase("git.submodule" if entry.is_submodule else "git.link", revision=revision)
            cure = Phrase("cure.file-itself")
            raise NotRegularFileError(path, what, cure)


def commit_time(repo: Path, commit: str) -> int:
    """The committer time of a commit in seconds since 1970. Raises GitError."""
    header = run_bytes(repo, "cat-file", "commit", commit).partition(b"\n\n")[0]
    match = re.search(rb"^committer .* (\d{1,11}) [+-]\d{4}$", header, re.MULTILINE)
    if match is None:
        raise GitError(f"the commit {commit} has no valid time")
    return int(match[1])


def tag_object(repo: Path, ref: str) -> bytes | None:
    """The bytes of the annotated tag that a reference leads to, or None for any other object."""
    try:
        return run_bytes(repo, "cat-file", "tag", ref)
    except GitError:
        return None


def read(repo: Path, commit: str, path: str) -> bytes | None:
    """The bytes of a regular file in a commit, or None if there is no such file.

    Raises GitError, and NotRegularFileError for a link.
    """
    files = [entry for entry in entries(repo, commit, path) if entry.path == path]
    require_regular_files(files, prefix="", revision=commit)
    return next(iter(blobs(repo, [entry.id for entry in files])), None)


def write(repo: Path, selected: Iterable[Entry], folder: Path, prefix: str = "") -> None:
    """Write files and links below a folder, byte for byte, at their paths without ``prefix``.

    Links are written last, so no file is written through a link. Submodules are skipped, because
    the commit does not contain their files. Raises GitError, and OSError if a file cannot be
    written.
    """
    selection = list(selected)
    _refuse_unsafe_paths(selection)
    files = [entry for entry in selection if entry.is_file]
    for entry, data in zip(files, blobs(repo, [entry.id for entry in files]), strict=True):
        path = _target_path(folder, entry, prefix)
        mode = 0o777 if entry.mode == "100755" else 0o666
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
    links = [entry for entry in selection if entry.mode == _LINK_MODE]
    for entry, data in zip(links, blobs(repo, [entry.id for entry in links]), strict=True):
        if not data or b"\0" in data:
            raise NotRegularFileError(entry.path, Phrase("git.invalid-link"), Phrase("cure.delete"))
        _target_path(folder, entry, prefix).symlink_to(os.fsdecode(data))


def _target_path(folder: Path, entry: Entry, prefix: str) -> Path:
    """The path to write an entry to; its parent folder is created."""
    path = folder / entry.path.removeprefix(prefix)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _refuse_unsafe_paths(selection: list[Entry]) -> None:
    """Refuse paths that git never writes: outside the folder, through a link, or duplicated.

    Raises NotRegularFileError.
    """
    path_counts = Counter(entry.path for entry in selection)
    for entry in selection:
        names = entry.path.split("/")
        parents = {"/".join(names[:depth]) for depth in range(1, len(names))}
        is_outside = any(name.lower() in ("", ".", "..", ".git") for name in names)
        if is_outside or path_counts[entry.path] > 1 or not parents.isdisjoint(path_counts):
            what, cure = Phrase("git.unsafe-path"), Phrase("cure.not-made-by-git")
            raise NotRegularFileError(entry.path, what, cure)


def parents(repo: Path, commit: str) -> list[str]:
    """The hashes of a commit's parents. Raises GitError."""
    return run(repo, "rev-parse", f"{commit}^@").split()


def adds_file(repo: Path, commit: str, path: str) -> bool:
    """Whether a commit has a file that none of its parents has. Raises GitError."""
    if show(repo, commit, path) is None:
        return False
    return all(show(repo, parent, path) is None for parent in parents(repo, commit))


def update_index(
    repo: Path,
    changes: Mapping[str, tuple[str, str] | None],
    head: str,
    env: Mapping[str, str] = {},
) -> None:
    """Set the mode and the blob of paths in the index, or remove paths. Raises GitError.

    ``changes`` are by path: the mode and the hash of the blob, or None to remove the path.
    ``head`` is the hash of a commit, and as long as any other hash in the repository.
    """
    removed = ("0", "0" * len(head))  # mode 0 removes a path
    lines = (f"{' '.join(changes[path] or removed)}\t{path}\0" for path in changes)
    stdin = "".join(lines).encode("utf-8", "surrogateescape")
    run(repo, "update-index", "-z", "--index-info", stdin=stdin, env=env)
