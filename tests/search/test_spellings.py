"""Words that differ only by accents."""

from __future__ import annotations

from typing import Any

import pytest

from playbook.ranking.index import open_index
from playbook.ranking.rank import search
from playbook.search.coding import decode
from playbook.search.index import index
from ranking.engines import differences
from search.titles import handbook_of_titles

TITLES = (
    "Mata fåglarna",
    "Mäta resultatet",
    "Både mata och mäta djuren",
    "Länder",
    "Landet",
    "Ändra allt",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Any:
    titles = [{"sv": title, "en": "Q"} for title in TITLES]
    return index(handbook_of_titles(tmp_path_factory.mktemp("titles"), titles), "sv")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mata", ("Mata fåglarna", "Både mata och mäta djuren", "Mäta resultatet")),
        ("mäta", ("Mäta resultatet", "Både mata och mäta djuren", "Mata fåglarna")),
        ("MÄTA", ("Mäta resultatet", "Både mata och mäta djuren", "Mata fåglarna")),
        (
            "ma\u0308ta",
            ("Mäta resultatet", "Både mata och mäta djuren", "Mata fåglarna"),
        ),  # decomposed
        ("land", ("Landet", "Länder")),
        ("länder", ("Länder", "Landet")),
        ("andra", ("Ändra allt",)),  # the only spelling is found without its accent
    ],
)
def test_a_word_as_typed_comes_before_the_same_with_other_accents(
    data: Any, query: str, expected: tuple[str, ...]
) -> None:
    found = [data["title"][result.entry] for result in search(open_index(data), query)]
    assert tuple(found) == expected


def test_only_terms_with_several_spellings_are_listed(data: Any) -> None:
    listed = {term: sorted(spellings) for term, spellings in data["spellings"].items()}
    assert listed == {"land": ["land", "länd"], "mat": ["mat", "mät"]}
    distances = {name: decode(coded) for name, coded in data["spellings"]["mat"].items()}
    assert distances == {"mat": [0, 1], "mät": [1, 0]}


def test_the_browser_ranks_them_in_the_same_way(data: Any) -> None:
    queries = ["mata", "mäta", "MÄTA", "ma\u0308ta fåglar", "länder", "land"]
    assert list(differences(data, queries)) == []
