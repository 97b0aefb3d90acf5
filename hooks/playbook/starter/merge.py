"""Merges two versions of a file that were made from the same version."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..git import GitError, run

YOURS, BEFORE, NEW = "yours", "before", "new"
"""The names of the versions in the marks of a conflict."""


def merge_file(current: bytes, base: bytes, new: bytes) -> tuple[bytes, bool]:
    """The merged file, and whether it has conflicts, which are marked in it. Raises GitError."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as name:
        folder = Path(name)
        for version, data in ((YOURS, current), (BEFORE, base), (NEW, new)):
            (folder / version).write_bytes(data)
        try:
            run(folder, "merge-file", "--quiet", YOURS, BEFORE, NEW)
        except GitError:  # git also fails if there are conflicts
            merged = (folder / YOURS).read_bytes()
            if f"<<<<<<< {YOURS}\n".encode() not in merged:
                raise
            return merged, True
        return (folder / YOURS).read_bytes(), False
