"""Builds the package and installs it in an environment without this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from site_helpers import ROOT, environment

TIMEOUT_SECONDS = 600


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command, which must succeed without this checkout on its path."""
    variables = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    result = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd, env=variables, capture_output=True, text=True, timeout=TIMEOUT_SECONDS,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def build_package(folder: Path, *options: str) -> Path:
    """Build the package into a folder, and return its wheel.

    Without options, the wheel is built from a source distribution.
    """
    run(sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", folder, ROOT,
        cwd=folder)  # fmt: skip
    (path,) = folder.glob("*.whl")
    return path


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel and the packages of the lock file in a new environment.

    Returns its interpreter.
    """
    interpreter = folder / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    pip = (sys.executable, "-m", "pip", "--python", interpreter)
    command = (*pip, "install", "--quiet", "--no-compile")
    run(*command, "--require-hashes", "-r", ROOT / "requirements.txt", cwd=folder)
    run(*command, "--no-deps", wheel, cwd=folder)
    return interpreter
