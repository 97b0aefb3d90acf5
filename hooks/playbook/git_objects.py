"""What a commit holds, read from git's objects: no attribute, filter or setting changes a byte."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .git import GitError, blobs, run, run_bytes

_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Entry:
    """One path of a commit: its mode as git writes it, the id of its object, and the path from
    the repository's top, in which bytes that are not UTF-8 are kept by ``surrogateescape``."""

    mode: str
    id: str
    path: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode.startswith("100")

    @property
    def is_submodule(self) -> bool:
        """Whether it is only the name of a commit in another repository."""
        return self.mode == _SUBMODULE


class NotPlainError(GitError):
    """A path of a commit is not what a folder of ours may hold: ``what`` it is, and the cure."""

    def __init__(self, path: str, what: str, cure: str) -> None:
        self.path, self.what, self.cure = path, what, cure
        super().__init__(f"{path} {what}; {cure}")


def entries(repo: Path, tree: str, part: str = "") -> list[Entry]:
    """Every file of a commit or a tree, or of a folder or file in it, by path. Raises GitError."""
    only = ("--", part.rstrip("/")) if part else ()
    printed = run(repo, "ls-tree", "-r", "-z", "--full-tree", tree, *only)
    found = []
    for line in filter(None, printed.split("\0")):
        facts, _, path = line.partition("\t")
        mode, _, id = facts.split(" ")
        found.append(Entry(mode, id, path))
    return found


def refuse_links(found: Iterable[Entry], below: str, revision: str) -> None:
    """See that all are regular files. Raises NotPlainError."""
    for entry in found:
        if not entry.is_file:
            what = "a submodule" if entry.is_submodule else "a symbolic link"
            where = entry.path.removeprefix(below)
            raise NotPlainError(where, f"is {what} in {revision}", "put the file itself there")


def time_of(repo: Path, commit: str) -> int:
    """The time of a commit in seconds since 1970. Raises GitError."""
    head = run_bytes(repo, "cat-file", "commit", commit).partition(b"\n\n")[0]
    found = re.search(rb"^committer .* (\d{1,11}) [+-]\d{4}$", head, re.MULTILINE)
    if found is None:
        raise GitError(f"the commit {commit} has no time that can be read")
    return int(found[1])


def read(repo: Path, commit: str, path: str) -> bytes | None:
    """A regular file of a commit, or None where there is none. Raises NotPlainError for a link."""
    found = [entry for entry in entries(repo, commit, path) if entry.path == path]
    refuse_links(found, "", commit)
    return next(iter(blobs(repo, [entry.id for entry in found])), None)


def write(repo: Path, found: Iterable[Entry], folder: Path, below: str = "") -> None:
    """Write files and links under a folder, byte for byte, without ``below`` before their paths.

    Links come last, so no file is ever written through one. Submodules have no files and are
    passed over. Raises GitError, and OSError where the folder cannot hold them.
    """
    every = list(found)
    _refuse_traps(every)
    files = [entry for entry in every if entry.is_file]
    for entry, data in zip(files, blobs(repo, [entry.id for entry in files]), strict=True):
        place = _place(folder, entry, below)
        mode = 0o777 if entry.mode == "100755" else 0o666
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
    links = [entry for entry in every if entry.mode == _LINK]
    for entry, data in zip(links, blobs(repo, [entry.id for entry in links]), strict=True):
        if not data or b"\0" in data:
            raise NotPlainError(entry.path, "is a link that leads nowhere", "delete it")
        _place(folder, entry, below).symlink_to(os.fsdecode(data))


def _place(folder: Path, entry: Entry, below: str) -> Path:
    place = folder / entry.path.removeprefix(below)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _refuse_traps(found: list[Entry]) -> None:
    """Refuse paths that git itself never writes: they lead out of a folder, or through a link."""
    count = Counter(entry.path for entry in found)
    for entry in found:
        names = entry.path.split("/")
        above = {"/".join(names[:depth]) for depth in range(1, len(names))}
        is_outside = any(name.lower() in ("", ".", "..", ".git") for name in names)
        if is_outside or count[entry.path] > 1 or not above.isdisjoint(count):
            what = "is a path that leads out of its folder, or stands twice"
            raise NotPlainError(entry.path, what, "this commit was not made by git: do not use it")
