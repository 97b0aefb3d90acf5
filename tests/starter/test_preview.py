"""Checks that after a few edits, a preview of the starter has the files of a build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from preview_in_process import Running, assert_same
from site_helpers import tree_of
from starter.starter_project import build, new_project

EDITS = (
    ("policy/identity.yml", "sv: Får jag ha vår logotyp", "sv: Får jag visa vår logotyp"),
    ("roles.yml", "  - id: all-employees\n", "  - id: all-employees  # alla\n"),
    ("glossary.yml", "entries:", "\nentries:"),
)


@pytest.mark.slow
def test_after_a_few_edits_a_preview_has_the_files_of_a_build(tmp_path: Path) -> None:
    project = new_project(tmp_path / "home")
    running = Running(project, tmp_path / "served")
    for name, old, new in EDITS:
        path = project / "playbook_data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        running.preview.rebuild()
    assert running.whole_builds == 0
    assert "visa vår logotyp" in running.page("policy/identity/")
    shutil.copytree(project, tmp_path / "other")
    assert_same(running.files(), tree_of(build(tmp_path / "other")))
    running.preview.stop()
