from __future__ import annotations

import pytest

from playbook.languages.pack import shipped_language
from playbook.search.compounds import Elements
from playbook.search.vocabulary import vocabulary

KNOWN = "dataskydd ombud tävling villkor kund tjänst kommentar fält kris nivå skola bild vecka blad"


@pytest.fixture
def elements() -> Elements:
    swedish = vocabulary(shipped_language("sv"))
    assert swedish.compounds is not None
    words = KNOWN.replace("ä", "a").replace("å", "a").split()
    terms = [swedish.term(word) for word in words]
    return Elements(swedish.compounds, swedish.term, words, terms, frozenset({"hot"}))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("dataskyddsombudet", ("dataskyd", "ombud")),
        ("tavlingsvillkoren", ("tavl", "villk")),
        ("kundtjansten", ("kund", "tjanst")),
        ("kommentarsfalt", ("komment", "falt")),
        ("skolbilder", ("skol", "bild")),
        ("veckoblad", ("veck", "blad")),
        ("hotbild", ("hot", "bild")),
        ("tonaring", ()),
        ("bildning", ()),
        ("kunde", ()),
    ],
)
def test_a_compound_is_split_into_words_that_are_known(
    elements: Elements, word: str, parts: tuple[str, ...]
) -> None:
    assert elements.parts(word) == parts
