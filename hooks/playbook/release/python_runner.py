"""The only module that starts Python: to make an environment, and to build a tag in one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CURRENT_PYTHON = Path(sys.executable)
"""The Python that runs this, and builds where no other is asked for."""

PASSED_ON = frozenset((
    "PATH", "HOME", "TMPDIR",
    "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    "SYSTEMROOT", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE",
))  # fmt: skip
"""What a program needs around it to run at all, on Unix and on Windows.

No more is passed on to a build: what a tag holds is code, and the caller's environment has tokens.
Code that runs as the same user can still look for them in the caller's process.
"""
FOR_INSTALLING = frozenset((
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
    "ssl_cert_file", "ssl_cert_dir", "requests_ca_bundle", "curl_ca_bundle", "netrc",
    "xdg_config_home", "xdg_config_dirs", "xdg_cache_home",
    "appdata", "localappdata", "programdata",
))  # fmt: skip
"""What pip needs beside its own ``PIP_…`` to reach an index, in small letters."""
ALWAYS = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
"""The same time zone, locale and order of sets, wherever it runs."""


class FailedError(Exception):
    """A program failed; ``lines`` are its output."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line for line in lines if line.strip()] or ["no output"]
        super().__init__(self.lines[-1])


def run_module(
    python: Path, *args: str, folder: Path, at: int = 0, installs: bool = False
) -> None:  # fmt: skip
    """Run a Python module in a folder, with SOURCE_DATE_EPOCH set. Raises FailedError.

    Only a program that ``installs`` packages learns how the caller reaches an index.
    """
    done = subprocess.run(
        [str(python), "-m", *args],
        cwd=folder,
        env=passed_on(os.environ, installs=installs) | ALWAYS | {"SOURCE_DATE_EPOCH": str(at)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise FailedError(done.stdout.decode("utf-8", "replace").splitlines())


def build_environment() -> dict[str, str]:
    """The environment of a tag's build, apart from its clock."""
    return passed_on(os.environ, installs=False) | ALWAYS


def passed_on(outer: Mapping[str, str], *, installs: bool) -> dict[str, str]:
    """The part of an environment that a program started here is given."""
    return {
        name: value
        for name, value in outer.items()
        if name in PASSED_ON or (installs and _is_for_installing(name))
    }


def _is_for_installing(name: str) -> bool:
    return name.startswith("PIP_") or name.lower() in FOR_INSTALLING
