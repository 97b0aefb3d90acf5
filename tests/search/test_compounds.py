"""Splitting Swedish compounds."""

from __future__ import annotations

import pytest

from playbook.languages.pack import shipped_language
from playbook.search.compounds import Elements
from playbook.search.vocabulary import vocabulary

KNOWN = (
    "dataskydd ombud tävling villkor kund tjänst kommentar fält kris nivå skola bild vecka blad "
    "ring"
)


@pytest.fixture
def elements() -> Elements:
    swedish = vocabulary(shipped_language("sv"))
    assert swedish.compounds is not None
    words = KNOWN.replace("ä", "a").replace("å", "a").split()
    terms = [swedish.term(word) for word in words]
    return Elements(swedish.compounds, swedish.term, words, terms, frozenset({"hot", "ton"}))


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
        ("tonring", ("ton", "ring")),
        ("tonaring", ()),  # a vowel does not link a short part: a teenager is not a sound
        ("bildning", ()),
        ("kunde", ()),
        ("bildhot", ("bild", "hot")),
        ("bildkrisblad", ("bild", "kris", "blad")),
        ("kunderblad", ()),  # a form that the handbook does not use
        ("skolabild", ("skol", "bild")),
    ],
)
def test_a_compound_is_split_into_known_words(
    elements: Elements, word: str, parts: tuple[str, ...]
) -> None:
    assert elements.parts(word) == parts
