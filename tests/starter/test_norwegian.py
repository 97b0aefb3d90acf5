"""Checks that the Norwegian overlay translates part of the starter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from playbook.edit.overlay import apply_overlay
from playbook.languages.files import SHIPPED_FOLDER
from playbook.project import DATA_FOLDER, read_project
from site_helpers import ROOT
from support import replace

OVERLAY = yaml.safe_load((SHIPPED_FOLDER / "nb" / "starter.yml").read_text(encoding="utf-8"))


@pytest.fixture
def norwegian(tmp_path: Path) -> Path:
    """The starter's data with Norwegian as a third language."""
    shutil.copytree(ROOT / DATA_FOLDER, tmp_path / DATA_FOLDER)
    replace(tmp_path, "playbook.yml", "languages: [sv, en]", "languages: [sv, en, nb]")
    path = tmp_path / DATA_FOLDER / "playbook.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nmissing_text: notice\n", "utf-8")
    return tmp_path


@pytest.mark.slow
def test_the_norwegian_overlay_is_valid_and_read(norwegian: Path) -> None:
    assert apply_overlay(norwegian / DATA_FOLDER, "nb", OVERLAY) == []
    checked = read_project(norwegian)
    assert [str(problem) for problem in checked.errors] == []
    (notice,) = checked.problems
    assert (notice.code, notice.level) == ("PB120", "notice")
    assert checked.playbook is not None
    title = checked.playbook.entries["two-factor"].title
    assert list(title) == ["sv", "en", "nb"]
    assert title["nb"] == "Totrinnspålogging"


def test_applying_the_overlay_again_writes_nothing(norwegian: Path) -> None:
    apply_overlay(norwegian / DATA_FOLDER, "nb", OVERLAY)
    files = sorted((norwegian / DATA_FOLDER).rglob("*.yml"))
    once = [path.read_bytes() for path in files]
    apply_overlay(norwegian / DATA_FOLDER, "nb", OVERLAY)
    assert [path.read_bytes() for path in files] == once


def test_overlay_texts_for_missing_entries_are_reported(norwegian: Path) -> None:
    overlay = {"two-factor": {"title": "Et", "no_such": "To"}, "no-such-entry": {"title": "Tre"}}
    assert apply_overlay(norwegian / DATA_FOLDER, "nb", overlay) == [
        "no-such-entry.title", "two-factor.no_such"
    ]  # fmt: skip
