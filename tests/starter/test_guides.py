"""The guides for editors list every command and every binding field, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.changes.binding_fields import COMMON_FIELDS, FIELDS_BY_KIND
from support import TESTS

GUIDES = [TESTS.parent / "docs" / "for-editors.md", TESTS.parent / "docs" / "en" / "for-editors.md"]
COMMANDS = ("check", "new", "fix", "diff", "comment", "schema", "health", "codeowners")


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_every_command_of_the_editors_is_in_the_guide(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`playbook {name}" not in text] == []


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_table_of_what_binds_is_the_programs(path: Path) -> None:
    rows = {
        line.split(" | ")[0].removeprefix("| "): line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    }
    for kind, fields in FIELDS_BY_KIND.items():
        shown = ", ".join(f"`{field}`" for field in fields)
        assert rows[kind] == f"| {kind} | {shown} |"
    common = ", ".join(f"`{field}`" for field in COMMON_FIELDS)
    assert any(line.endswith(f"| {common} |") for line in rows.values())


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_both_tokens_as_the_pipeline_does(path: Path) -> None:
    pipeline = (TESTS.parent / ".gitlab-ci.yml").read_text(encoding="utf-8")
    table = re.findall(r"^#   (\w+_TOKEN) +(\S+)", pipeline, re.MULTILINE)
    assert len(table) == 2
    text = path.read_text(encoding="utf-8")
    assert [word for row in table for word in row if f"`{word}`" not in text] == []
