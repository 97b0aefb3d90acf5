"""Commands as people run them: in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from support import TESTS

Done = subprocess.CompletedProcess[bytes]


def environment(**more: str) -> dict[str, str]:
    path = {"PYTHONPATH": str(TESTS.parent / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **path, **more}


def run(
    folder: Path, *arguments: str, given: bytes = b"", env: Mapping[str, str] | None = None
) -> Done:
    command = [sys.executable, "-m", "playbook", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(**(env or {})), input=given, capture_output=True,
        check=False, timeout=600,
    )  # fmt: skip
