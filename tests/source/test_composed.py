"""Letters that a system writes as a base letter and a mark (NFD) are read as composed letters."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

from click.testing import CliRunner

from playbook.cli import main
from playbook.project import DATA_FOLDER, read_project
from support import SMALL


def test_a_playbook_in_another_form_is_the_same(small_project: Path) -> None:
    for path in (small_project / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    shutil.copytree(SMALL / "docs", small_project / "docs", dirs_exist_ok=True)
    done = CliRunner().invoke(main, ["diff", str(SMALL), str(small_project), "--language", "en"])
    assert done.output == "Nothing has changed.\n"
    old, new = read_project(SMALL).playbook, read_project(small_project).playbook
    assert old
    assert new
    assert new.entries == old.entries
    assert read_project(small_project).problems == read_project(SMALL).problems
