"""Runs playbook commands as people do: each in its own process.

The processes are forked, because Python and the imports take four times as long as most commands.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

from fork_server import Streams, fork_server
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
    with TemporaryFile() as given, TemporaryFile() as output, TemporaryFile() as errors:
        given.write(stdin)
        given.seek(0)
        streams = (given.fileno(), output.fileno(), errors.fileno())
        status = run_with_streams(folder, *arguments, streams=streams, env=env)
        for stream in (output, errors):
            stream.seek(0)
        return CompletedCommand(["playbook", *arguments], status, output.read(), errors.read())


def run_with_streams(
    folder: Path, *arguments: str, streams: Streams, env: Mapping[str, str] | None = None
) -> int:
    """Run ``playbook`` with file descriptors as its streams, and return its exit status."""
    variables = environment(**(env or {}))
    return fork_server().run("playbook", arguments, folder, variables, streams)
