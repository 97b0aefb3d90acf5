"""Checks that the guides for editors list every command and every binding field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.kinds import KINDS
from playbook.model.directions import Bindings, binds
from playbook.model.entry import HEADER_BINDINGS
from support import TESTS

GUIDES = [TESTS.parent / "docs" / "for-editors.md", TESTS.parent / "docs" / "en" / "for-editors.md"]
COMMANDS = ("check", "new", "fix", "diff", "comment", "schema", "health", "codeowners")


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_every_command_for_editors(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`playbook {name}" not in text] == []


@pytest.mark.parametrize("folder", [GUIDES[0].parent, GUIDES[1].parent], ids=["sv", "en"])
def test_the_guides_name_only_commands_of_an_organisation(folder: Path) -> None:
    """``init`` writes no Makefile, and ``playbook`` runs MkDocs."""
    lines = [
        f"{path.name}: {line}"
        for path in sorted(folder.glob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?:^|`)(?:make [a-z]|mkdocs (?:serve|build))", line)
    ]
    assert lines == []
    for guide in folder.glob("for-editors.md"):
        text = guide.read_text(encoding="utf-8")
        assert text.index("`pip install pre-commit`") < text.index("`pre-commit install`")


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_table_of_binding_fields_is_complete(path: Path) -> None:
    rows = {
        line.split(" | ")[0].removeprefix("| "): line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    }
    for kind, model in KINDS.items():
        shown = ", ".join(f"`{field}`" for field in _binding_fields(model.spec.bindings))
        assert rows.get(kind) == (f"| {kind} | {shown} |" if shown else None)
    common = ", ".join(f"`{field}`" for field in _binding_fields(HEADER_BINDINGS))
    assert any(line.endswith(f"| {common} |") for line in rows.values())


def _binding_fields(bindings: Bindings) -> list[str]:
    return [field for field, direction in bindings.items() if binds(direction)]


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_and_the_pipeline_name_the_same_tokens(path: Path) -> None:
    pipeline = (TESTS.parent / ".gitlab-ci.yml").read_text(encoding="utf-8")
    table = re.findall(r"^#   (\w+_TOKEN) +(\S+)", pipeline, re.MULTILINE)
    assert len(table) == 2
    text = path.read_text(encoding="utf-8")
    assert [word for row in table for word in row if f"`{word}`" not in text] == []
