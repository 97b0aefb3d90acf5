"""Checks that the page asks for each language of a new text exactly when the command needs it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.edit.draft import Draft, EditRefusal, read_draft
from playbook.model.editable_fields import editable_fields
from playbook.pages.suggestion_entries import entry_files
from playbook.pages.suggestion_page import page_data
from playbook.project import DATA_FOLDER
from playbook.suggestions.apply import edited_project
from playbook.suggestions.read import read_suggestion
from site_helpers import ROOT, handbook_of
from suggest.page_in_node import run
from suggestion_texts import GOOD, as_text
from support import SMALL, replace

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "suggest" / "conformance" / "new_texts.yml").read_text(encoding="utf-8")
)
ID = "company-blog"


def refusals(draft: Draft, field: str, after: dict[str, Any]) -> list[str]:
    """The codes with which `playbook apply` refuses a value; none if it accepts it."""
    values = {str(each.path[0]): each.value for each in editable_fields(draft.playbook.entries[ID])}
    former = {code: text for code, text in (values[field] or {}).items() if code in after}
    suggestion = {
        **GOOD, "entry": ID, "version": draft.playbook.settings.release,
        "fields": {field: after}, "before": {field: former} if former else {},
    }  # fmt: skip
    try:
        edited_project(draft, read_suggestion(as_text(suggestion).encode(), "suggestion.yml"))
    except EditRefusal as refusal:
        return [problem.code for problem in refusal.problems]
    return []


@pytest.mark.parametrize("key", ["problems", "with_notice"])
def test_the_page_and_the_command_require_the_same_languages(memory_path: Path, key: str) -> None:
    """The key is that of the expected problems in `CASES`."""
    shutil.copytree(SMALL / DATA_FOLDER, memory_path / DATA_FOLDER)
    if key == "with_notice":
        replace(memory_path, "playbook.yml", "languages:", "missing_text: notice\nlanguages:")
    handbook = handbook_of(memory_path)
    found = run(
        problems={
            "choices": page_data(handbook, "sv"),
            "entries": {
                id: data for file in entry_files(handbook).values() for id, data in file.items()
            },
            "cases": [{"id": ID, "changes": [[[case["field"]], case["after"]]]} for case in CASES],
        }
    )["problems"]
    assert found == [case[key] for case in CASES]
    draft = read_draft(memory_path)
    codes = [refusals(draft, case["field"], case["after"]) for case in CASES]
    assert codes == [["PB107"] if case[key] else [] for case in CASES]
