"""Asks real questions: both engines find the same, and a sure answer is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.asking.find import find
from playbook.asking.opening import open_source
from playbook.asking.source import Source
from ranking.engines import differences
from starter.content import ROOT

QUESTIONS = Path(__file__).parent.parent / "search"


LANGUAGES = ("sv", "en")
STEP = 3
"""Every third question is compared, because each is asked in two engines."""
MIN_SURE = 90
"""The minimum percentage of sure answers that are right, slightly below the measured 94."""


@pytest.fixture(scope="module")
def source() -> Source:
    """The starter handbook; its indexes are made once."""
    return open_source(ROOT)


def questions(*names: str) -> Iterator[Mapping[str, Any]]:
    """The questions of some files that have an answer for a company."""
    for name in names:
        for question in yaml.safe_load((QUESTIONS / f"{name}.yml").read_text("utf-8")):
            if question["first"] and question.get("site", "company") == "company":
                yield question


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_have_the_same_results(source: Source, language: str) -> None:
    asked = [
        question[language + suffix]
        for question in questions("questions", "questions_100", "questions_dev")
        for suffix in ("", "_words")
    ]
    assert len(asked) > 450
    assert list(differences(source.index(language).data, asked[::STEP])) == []


@pytest.mark.slow
def test_a_sure_answer_is_right(source: Source, report_line: Callable[[str], None]) -> None:
    """The questions are by people who had not read the handbook; answers may also be unsure."""
    right = Counter[bool]()
    for language in LANGUAGES:
        for question in questions("questions_100"):
            reply = find(source, question[language], language)
            if reply.certainty == "sure":
                right[reply.rules[0].id in question["first"]] += 1
    share = 100 * right[True] / right.total()
    report_line(f"sure answers: {share:.0f} % right of {right.total()}")
    assert right.total() > 60
    assert share >= MIN_SURE
