"""Lists and hashes the files of a commit, read from git's objects."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import git

MAX_BATCH_BYTES = 32 * 1024 * 1024
"""The maximum number of bytes per git command, unless a single file is larger."""


@dataclass(frozen=True)
class Blob:
    """A file object in git: its id and its size in bytes."""

    id: str
    size: int


def list_blobs(repo: Path, commit: str) -> dict[str, Blob | None]:
    """The blob of each file of a commit, by path; None for a symbolic link or a submodule.

    Raises GitError.
    """
    output = git.run_bytes(repo, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    blobs: dict[str, Blob | None] = {}
    for line in filter(None, output.split(b"\0")):
        fields, path = line.split(b"\t", 1)
        mode, _, id, size = fields.decode().split()
        is_regular = mode.startswith("100")
        blobs[os.fsdecode(path)] = Blob(id, int(size)) if is_regular else None
    return blobs


def digests_of(repo: Path, blobs: Iterable[Blob]) -> dict[str, str]:
    """The SHA-256 of each blob, by its id in git. Raises GitError."""
    digests = dict[str, str]()
    for batch in _batches(sorted(set(blobs), key=lambda blob: blob.id)):
        requests = "".join(f"{blob.id}\n" for blob in batch).encode()
        data = memoryview(git.run_bytes(repo, "cat-file", "--batch", stdin=requests))
        start = 0
        for blob in batch:  # the output is a header line, the content and a newline for each
            start += len(f"{blob.id} blob {blob.size}\n")
            digests[blob.id] = hashlib.sha256(data[start : start + blob.size]).hexdigest()
            start += blob.size + 1
    return digests


def _batches(blobs: Iterable[Blob]) -> Iterator[list[Blob]]:
    batch, size = list[Blob](), 0
    for blob in blobs:
        if batch and size + blob.size > MAX_BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(blob)
        size += blob.size
    if batch:
        yield batch
