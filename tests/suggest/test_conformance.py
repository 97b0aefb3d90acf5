"""Checks that the page finds the expected problems in each text, and that the command agrees."""

from __future__ import annotations

from typing import Any

import yaml

from playbook.model.suggestion_limits import MAX_TEXT, MAX_WORD
from playbook.pages.suggestion_page import page_data
from playbook.problems import Location
from playbook.suggestions.texts import check_line, check_prose
from playbook.visible import find_unseen
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


def test_the_command_accepts_exactly_the_texts_without_problems() -> None:
    differing = [
        (case["text"][:40], case["problems"], is_refused(case))
        for case in cases()
        if bool(case["problems"]) != is_refused(case)
    ]
    assert differing == []


def is_refused(case: dict[str, Any]) -> bool:
    """Whether `playbook apply` refuses a text: in a file, in its own checks, or by its lines."""
    text, former = case["text"], "\n\n".join(case["before"])
    if find_unseen(text) or any(len(word) > MAX_WORD for word in text.split()):
        return True
    if case["type"] in ("text", "texts") and "\n" in text:
        return True
    place = Location("suggestion.txt")
    if case["type"] in ("prose", "proses"):
        return any(check_prose(text, "key", place, former))
    return any(check_line(text, "key", place, MAX_TEXT))
