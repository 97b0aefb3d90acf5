"""A small handbook in five languages: three of the package, and two that only its project has.

Norwegian, an invented language and Arabic are translated in part, by overlays; the rest of the
texts are shown in Swedish.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from playbook.edit.overlay import apply_overlay
from playbook.project import DATA_FOLDER
from site_helpers import build_in_process, make_project
from support import TESTS, replace

DATA = TESTS / "data" / "many_languages"
LANGUAGES = ("sv", "en", "nb", "nrl", "ar")


def many_languages(folder: Path) -> None:
    """Make the project in a folder, and build it."""
    project = make_project(folder)
    translate(project)
    build_in_process(project, strict=True)


def translate(project: Path) -> None:
    """Add the languages to a copy of the small handbook."""
    data = project / DATA_FOLDER
    replace(
        project,
        "playbook.yml",
        "languages: [sv, en]",
        f"languages: [{', '.join(LANGUAGES)}]\nmissing_text: notice",
    )
    shutil.copytree(DATA / "languages", data / "languages")
    for overlay in sorted((DATA / "overlays").glob("*.yml")):
        texts = yaml.safe_load(overlay.read_text(encoding="utf-8"))
        assert apply_overlay(data, overlay.stem, texts) == []
