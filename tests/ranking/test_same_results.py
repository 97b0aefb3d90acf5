"""Checks that the ranking in Python gives the same results as the engine of the browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from many_languages import LANGUAGES, translate
from playbook.model.entry import headline
from playbook.pages.handbook import Handbook
from playbook.project import read_project
from playbook.ranking import weights
from playbook.ranking.typos import edit_distance, respellings
from playbook.search.index import index as search_index
from ranking.engines import differences, search_in_javascript
from search.test_pairs import OTHER_LANGUAGE, rows, titles_of
from search.titles import handbook_of_titles
from support import copy_small

GROUPS = {"match": weights.Match, "letters": weights.Letters, "rarity": weights.Rarity,
          "score": weights.Score, "shown": weights.Shown}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The index of the small playbook in English."""
    playbook = read_project(copy_small(tmp_path_factory.mktemp("small"))).playbook
    assert playbook is not None
    return search_index(Handbook(playbook), "en")


def constants(group: type) -> dict[str, Any]:
    return {name: value for name, value in vars(group).items() if name.isupper()}


def test_the_weights_are_those_of_the_browser(small: Mapping[str, Any]) -> None:
    groups = search_in_javascript(small, [])["weights"]
    assert {
        name: {_constant_name(key): _as_tuple(value) for key, value in group.items()}
        for name, group in groups.items()
    } == {name: constants(group) for name, group in GROUPS.items()}


def _constant_name(name: str) -> str:
    """The name in Python of a variable in JavaScript: SHORT_WORD for shortWord."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0]}", name).upper()


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("language", OTHER_LANGUAGE)
def test_pairs_of_words_are_found_in_the_same_order(tmp_path: Path, language: str) -> None:
    """The queries have inflections, compounds, typing errors, and words of both languages."""
    pairs = [*rows("pairs", language), *rows("strangers", language)]
    index = search_index(handbook_of_titles(tmp_path, titles_of(pairs, language)), language)
    # Each query with a last word that may be incomplete, is complete, or lacks two letters.
    queries = [text for query, *_ in pairs for text in (query, f"{query} ", query[:-2])]
    assert len(queries) > 300
    assert list(differences(index, queries)) == []


@pytest.mark.parametrize(
    "reader",
    [{}, {"account": "personal"}, {"role": "editor", "account": "official"}, {"country": "US"}],
    ids=lambda reader: "-".join(reader.values()) or "nobody",
)
def test_the_choices_of_the_reader_count_in_the_same_way(
    small: Mapping[str, Any], reader: Mapping[str, str]
) -> None:
    titles = small["title"]
    queries = [*titles, *(title[:9] for title in titles), "reply-in-time", "", "?", "zzzz", "who"]
    assert list(differences(small, queries, reader)) == []


def test_a_difference_is_noticed(small: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights.Score, "COVERAGE", 0.3)
    assert list(differences(small, small["title"]))


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("logga", "logga", 0), ("logga", "lgoga", 1), ("logga", "loffa", 2), ("a", "abcd", 9)],
)
def test_typing_errors_are_counted_up_to_the_limit(one: str, other: str, errors: int) -> None:
    max_errors = 2
    assert min(edit_distance(one, other, max_errors), 9) == errors


def test_a_letter_may_be_swapped_doubled_or_missing() -> None:
    assert list(respellings("add", "x")) == [
        ("add", 0), ("axdd", 1), ("ad", 0), ("adxd", 2)
    ]  # fmt: skip


def test_the_results_are_the_same_with_five_languages(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    translate(project)
    playbook = read_project(project).playbook
    assert playbook is not None
    index = search_index(Handbook(playbook), "ar")
    queries = [text for entry in playbook.entries.values() for text in headline(entry).values()]
    assert len(index["languages"]) == len(LANGUAGES)
    assert list(differences(index, queries)) == []
