"""Checks that a role that most starter entries refer to gets a new id."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from changes.renaming import moves, read_playbook, rename
from playbook.changes.compare import compare
from playbook.project import DATA_FOLDER
from starter.content import ROOT

ROLE = "editor"


@pytest.mark.slow
def test_a_role_that_owns_most_entries_is_renamed(tmp_path: Path) -> None:
    old = read_playbook(ROOT)
    uses = [
        id for id, found in old.marked_values.items() if any(field.value == ROLE for field in found)
    ]
    assert len(uses) > 200
    shutil.copytree(ROOT / DATA_FOLDER, tmp_path / DATA_FOLDER)
    rename(tmp_path, {ROLE: "writer"})
    changes = compare(old, read_playbook(tmp_path), old.languages[0])
    assert moves(changes) == {"writer": ROLE}
