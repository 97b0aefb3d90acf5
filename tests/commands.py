"""Runs playbook commands as people do: each in its own process.

The processes are forked, because Python and the imports take four times as long as most commands.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

from fork_server import fork_server
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
    return run_module("playbook", folder, *arguments, stdin=stdin, env=env)


def run_module(
    module: str, folder: Path, *arguments: str, stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> CompletedCommand:  # fmt: skip
    """Run a Python module like `run`."""
    variables = environment(**(env or {}))
    with TemporaryFile() as given, TemporaryFile() as output, TemporaryFile() as errors:
        given.write(stdin)
        given.seek(0)
        streams = (given.fileno(), output.fileno(), errors.fileno())
        status = fork_server().run(module, arguments, folder, variables, streams)
        for stream in (output, errors):
            stream.seek(0)
        return CompletedCommand([module, *arguments], status, output.read(), errors.read())
