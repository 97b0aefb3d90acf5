"""Checks that the page finds the expected problems in each text, and that the command agrees."""

from __future__ import annotations

from typing import Any

import yaml

from playbook.pages.suggestion_page import page_data
from site_helpers import EXAMPLE, ROOT, handbook_of
from suggest.page_in_node import run

CASES = ROOT / "tests" / "suggest" / "conformance" / "texts.yml"


def cases() -> list[dict[str, Any]]:
    """The cases; a case with a length has a text of so many letters."""
    return [
        {"text": "å" * case.get("length", 0), "before": [], **case}
        for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))
    ]


def test_the_page_finds_the_expected_problems() -> None:
    data = page_data(handbook_of(EXAMPLE), "sv")
    found = run(texts={"limits": data["limits"], "entries": data["titles"], "cases": cases()})
    assert [
        (case["text"][:40], problems, case["problems"])
        for case, problems in zip(cases(), found["texts"], strict=True)
        if problems != case["problems"]
    ] == []
