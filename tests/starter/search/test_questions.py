"""Real questions in the search box of the starter handbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from playbook.search.coding import front_decoded
from search.asking import Hits, SearchBox, count_hits, served

HERE = Path(__file__).parent
HOME_PATHS = {"sv": "", "en": "en/"}
MINIMUM_SHARES = {"": (90, 97), "_words": (80, 93)}
"""The minimum percentages of queries whose answer is the first result, or one of the first three.

The key is the suffix of a key in the question files: "" for questions, "_words" for key words.
"""
MINIMUM_SHARES_OF_OTHERS = {
    "questions_100": {"": (69, 86), "_words": (76, 88)},
    "questions_dev": {"": (79, 89), "_words": (78, 92)},
}
"""The same for questions by people who knew neither the content nor the index, slightly below the
measured results. ``questions_dev`` was used while the search was tuned."""
NAMES = {"questions_100": "written unseen", "questions_dev": "for development"}
QUERY_TYPES = {"": "whole questions", "_words": "key words"}

Question = Mapping[str, Any]


def questions(name: str) -> list[Question]:
    """The questions of a file that have an answer. The default site is the company's."""
    all_questions = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [question for question in all_questions if question["first"]]


def hits_by_query_type(
    browser: Browser, sites: Mapping[str, Path], name: str
) -> Mapping[str, Hits]:
    """The hits of the questions in a file, as whole sentences and as key words."""
    hits_by_suffix: dict[str, list[Hits]] = {suffix: [] for suffix in MINIMUM_SHARES}
    for sector, folder in sites.items():
        own_questions = [
            question for question in questions(name) if question.get("site", "company") == sector
        ]
        with served(folder) as site:
            for language, home in HOME_PATHS.items():
                page = browser.new_page()
                page.goto(site.url + home)
                for suffix, hits in hits_by_suffix.items():
                    hits.append(
                        count_hits(
                            SearchBox(page),
                            [(question[language + suffix], question) for question in own_questions],
                        )
                    )
                page.close()
    return {suffix: total(hits) for suffix, hits in hits_by_suffix.items()}


def total(hits: list[Hits]) -> Hits:
    """The sum of several counts."""
    return Hits(
        *(sum(getattr(each, name) for each in hits) for name in ("questions", "first", "top_three"))
    )


@pytest.mark.slow
def test_every_expected_entry_is_in_the_handbook(sites: Mapping[str, Path]) -> None:
    known_ids = {}
    for sector, folder in sites.items():
        index = json.loads((folder / "search" / "index.json").read_text(encoding="utf-8"))
        known_ids[sector] = set(front_decoded(index["ids"]))
    for name in ("questions", "questions_100", "questions_dev"):
        for question in questions(name):
            assert known_ids[question.get("site", "company")] & set(question["first"]), question[
                "sv"
            ]


@pytest.mark.slow
@pytest.mark.browser
def test_enough_collected_questions_find_their_answers(
    browser: Browser, online: Mapping[str, Path], report_line: Callable[[str], None]
) -> None:
    results = hits_by_query_type(browser, online, "questions")
    for suffix, hits in results.items():
        report_line(f"collected, {QUERY_TYPES[suffix]}: {hits}")
    for suffix, (first, three) in MINIMUM_SHARES.items():
        assert 100 * results[suffix].first >= first * results[suffix].questions
        assert 100 * results[suffix].top_three >= three * results[suffix].questions


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", MINIMUM_SHARES_OF_OTHERS)
def test_enough_questions_by_other_people_find_their_answers(
    browser: Browser, online: Mapping[str, Path], report_line: Callable[[str], None], name: str
) -> None:
    """The results are reported, and fail below the minimum."""
    results = hits_by_query_type(browser, online, name)
    for suffix, hits in results.items():
        report_line(f"{NAMES[name]}, {QUERY_TYPES[suffix]}: {hits}")
    for suffix, (first, three) in MINIMUM_SHARES_OF_OTHERS[name].items():
        assert 100 * results[suffix].first >= first * results[suffix].questions
        assert 100 * results[suffix].top_three >= three * results[suffix].questions
