"""Checks that the ranking in Python finds the same as the browser for all questions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from playbook.pages.handbook import Handbook
from playbook.project import read_project
from playbook.search.index import index as search_index
from ranking.engines import differences
from starter.content import ROOT

QUESTIONS = Path(__file__).parent.parent / "search"


def queries(language: str) -> list[str]:
    """The questions of all files in a language, as whole sentences and as key words."""
    files = [QUESTIONS / f"{name}.yml" for name in ("questions", "questions_100", "questions_dev")]
    questions = [each for file in files for each in yaml.safe_load(file.read_text("utf-8"))]
    return [question[language + suffix] for question in questions for suffix in ("", "_words")]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_questions_have_the_same_results(language: str) -> None:
    playbook = read_project(ROOT).playbook
    assert playbook is not None
    index = search_index(Handbook(playbook), language)
    asked = queries(language)
    assert len(asked) > 500
    assert list(differences(index, asked)) == []
