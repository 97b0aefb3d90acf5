"""Runs playbook commands as people do: each in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from support import TESTS

CompletedCommand = subprocess.CompletedProcess[bytes]


def environment(**variables: str) -> dict[str, str]:
    """The environment variables with which this repository's package is found."""
    path = {"PYTHONPATH": str(TESTS.parent / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **path, **variables}


def run(
    folder: Path, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> CompletedCommand:
    """Run ``playbook`` in a folder, whatever its exit status; ``env`` adds variables."""
    command = [sys.executable, "-m", "playbook", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(**(env or {})), input=stdin, capture_output=True,
        check=False, timeout=600,
    )  # fmt: skip
