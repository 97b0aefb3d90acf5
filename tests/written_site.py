"""Builds the small playbook with the hand-written pages in ``data/written``."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_helpers import build, make_project
from support import TESTS


def written_project(folder: Path) -> Path:
    """Make a project with a page that has every element that Material documents."""
    shutil.copytree(TESTS / "data" / "written", make_project(folder), dirs_exist_ok=True)
    return folder


def build_written(folder: Path) -> None:
    """Make the project and build its site."""
    build(written_project(folder), "--strict")
