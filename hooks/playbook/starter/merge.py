"""Merges two versions of a file that were made from the same version."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..git import run_bytes

MAX_CONFLICTS = 127
"""The highest exit status of ``git merge-file`` that is a number of conflicts."""
NAMES = ("yours", "before", "new")
"""The names of the versions in the marks of a conflict."""


def merge_file(current: bytes, base: bytes, new: bytes) -> tuple[bytes, bool]:
    """The merged file, and whether it has conflicts, which are marked in it. Raises GitError."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        for name, data in zip(NAMES, (current, base, new), strict=True):
            (Path(folder) / name).write_bytes(data)
        command = ("merge-file", "--stdout", *NAMES)
        merged = run_bytes(Path(folder), *command, max_status=MAX_CONFLICTS)
    return merged, f"<<<<<<< {NAMES[0]}\n".encode() in merged
