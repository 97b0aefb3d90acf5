"""The files of a commit, read from git's objects."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import git

AT_ONCE = 32 * 1024 * 1024
"""How many bytes of files are read with one call of git."""


@dataclass(frozen=True)
class Blob:
    """A file's object: its name in git and its size in bytes."""

    name: str
    size: int


def list_blobs(repo: Path, commit: str) -> dict[str, Blob | None]:
    """Each file of a commit by its path; None for a symbolic link or a submodule.

    Raises GitError.
    """
    found = git.run_bytes(repo, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    blobs: dict[str, Blob | None] = {}
    for line in filter(None, found.split(b"\0")):
        facts, path = line.split(b"\t", 1)
        mode, _, name, size = facts.decode().split()
        blobs[os.fsdecode(path)] = Blob(name, int(size)) if mode.startswith("100") else None
    return blobs


def digests_of(repo: Path, blobs: Iterable[Blob]) -> dict[str, str]:
    """The SHA-256 of the bytes of each object by its name in git. Raises GitError."""
    found = dict[str, str]()
    for batch in _batches(sorted(set(blobs), key=lambda blob: blob.name)):
        asked = "".join(f"{blob.name}\n" for blob in batch).encode()
        data = memoryview(git.run_bytes(repo, "cat-file", "--batch", stdin=asked))
        start = 0
        for blob in batch:
            start += len(f"{blob.name} blob {blob.size}\n")
            found[blob.name] = hashlib.sha256(data[start : start + blob.size]).hexdigest()
            start += blob.size + 1
    return found


def _batches(blobs: Iterable[Blob]) -> Iterator[list[Blob]]:
    batch, size = list[Blob](), 0
    for blob in blobs:
        if batch and size + blob.size > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(blob)
        size += blob.size
    if batch:
        yield batch
