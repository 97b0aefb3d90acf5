"""Runs Python in a subprocess, to create an environment or to build a tag."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CURRENT_PYTHON = Path(sys.executable)
"""The interpreter of this process, which runs builds unless a new environment is requested."""

PASSED_VARIABLES = frozenset((
    "PATH", "HOME", "TMPDIR",
    "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    "SYSTEMROOT", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE",
))  # fmt: skip
"""The environment variables that any program needs, on Unix and on Windows.

A build gets no others: it runs the code of the tag, and the caller's environment may contain
tokens. (Code that runs as the same user can still read them from the caller's process.)
"""
INSTALL_VARIABLES = frozenset((
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
    "ssl_cert_file", "ssl_cert_dir", "requests_ca_bundle", "curl_ca_bundle", "netrc",
    "xdg_config_home", "xdg_config_dirs", "xdg_cache_home",
    "appdata", "localappdata", "programdata",
))  # fmt: skip
"""The variables that pip needs to reach a package index, in lower case.

pip also gets all variables that start with ``PIP_``.
"""
FIXED_VARIABLES = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONSAFEPATH": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
"""Variables that make time zone, locale and the order of sets the same on every machine.

With PYTHONSAFEPATH, a file of the tag, such as ``json.py``, cannot stand in for a module: a build
runs only the code that ``mkdocs.yml`` names.
"""


class ProgramFailedError(Exception):
    """A program failed; ``lines`` are its output."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line for line in lines if line.strip()] or ["no output"]
        super().__init__(self.lines[-1])


def run_module(
    python: Path, *args: str, folder: Path, at: int = 0, installs: bool = False
) -> None:  # fmt: skip
    """Run a Python module in a folder. Raises ProgramFailedError.

    ``at`` is the value of SOURCE_DATE_EPOCH. Only a program that ``installs`` packages gets the
    variables for reaching a package index.
    """
    completed = subprocess.run(
        [str(python), "-m", *args],
        cwd=folder,
        env=passed_variables(os.environ, installs=installs)
        | FIXED_VARIABLES
        | {"SOURCE_DATE_EPOCH": str(at)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if completed.returncode:
        raise ProgramFailedError(completed.stdout.decode("utf-8", "replace").splitlines())


def build_environment() -> dict[str, str]:
    """The environment variables of a build, without SOURCE_DATE_EPOCH."""
    return passed_variables(os.environ, installs=False) | FIXED_VARIABLES


def passed_variables(environment: Mapping[str, str], *, installs: bool) -> dict[str, str]:
    """The variables that a subprocess may inherit."""
    return {
        name: value
        for name, value in environment.items()
        if name in PASSED_VARIABLES or (installs and _is_for_installing(name))
    }


def _is_for_installing(name: str) -> bool:
    return name.startswith("PIP_") or name.lower() in INSTALL_VARIABLES
