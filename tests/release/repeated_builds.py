"""Copies the site of an earlier build of the same files instead of building it again.

In a test of many repository shapes, most have the same files. A build reads only the files of its
checkout, the time that it is given and its interpreter: where all of them are the same, so is the
site, as ``test_reproducible`` shows with real builds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playbook.release import build
from playbook.release.python_runner import run_module


@contextmanager
def kept_builds(store: Path) -> Iterator[None]:
    """Keep each site that ``release.build`` builds in a folder, and copy it from there."""

    def run(python: Path, *args: str, folder: Path, at: int) -> None:
        *command, _option, site = args
        kept = store / _digest(folder, str(python), *command, str(at))
        if not kept.is_dir():
            run_module(python, *args, folder=folder, at=at)
            shutil.copytree(site, kept, symlinks=True)
        else:
            shutil.copytree(kept, site, symlinks=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "run_module", run)
        yield


def _digest(source: Path, *others: str) -> str:
    """The digest of all files in a folder, with their paths and modes, and of some texts."""
    found = hashlib.sha256("\0".join(others).encode())
    root = next(folder for folder in (source, *source.parents) if folder.name == "source")
    for path in sorted(root.rglob("*")):
        content = bytes(path.readlink()) if path.is_symlink() else b""
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
        name = os.fsencode(path.relative_to(root))
        found.update(b"%d %d %b %b" % (path.lstat().st_mode, len(content), name, content))
    return found.hexdigest()
