"""Splitting Swedish compounds."""

from __future__ import annotations

import pytest

from playbook.languages.pack import shipped_language
from playbook.search.compounds import Elements
from playbook.search.vocabulary import vocabulary

KNOWN_WORDS = (
    "dataskydd ombud tävling villkor kund tjänst kommentar fält kris nivå skola bild vecka blad "
    "ring fredag lag mall smäll storm"
)


@pytest.fixture
def elements() -> Elements:
    swedish = vocabulary(shipped_language("sv"))
    assert swedish.compounds is not None
    words = KNOWN_WORDS.replace("ä", "a").replace("å", "a").split()
    terms = [swedish.term(word) for word in words]
    words += ["hot", "agare", "sen", "stormen"]  # ägare: owner
    terms += [swedish.term("agare"), swedish.term("stormen")]
    return Elements(
        swedish.compounds,
        swedish.term,
        words,
        terms,
        short_terms=frozenset({"hot", "ton", "sen"}),
        short_last_words=frozenset({"hot", "ton", "lag"}),
        everyday_terms=frozenset({"lag", "mall"}),
    )


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
        # No linking vowel after a short part: tonåring (teenager) is not ton (tone) + ring.
        ("tonaring", ()),
        ("bildning", ()),
        ("kunde", ()),
        ("bildhot", ("bild", "hot")),
        ("bildkrisblad", ("bild", "kris", "blad")),
        ("kunderblad", ()),  # a form that the handbook does not use
        ("skolabild", ("skol", "bild")),
        # A last part is a word as written, an inflected form of one, or a long stem.
        ("kundagar", ()),
        ("kundagare", ("kund", "agar")),
        ("kundagarens", ("kund", "agar")),
        ("kundstorm", ("kund", "storm")),
        ("tonsen", ()),
        ("kundhot", ("kund", "hot")),
        # The letter before an everyday word links: not kund + small (bang).
        ("kundsmallen", ("kund", "mall")),
        ("kundslag", ()),  # of its possible last parts, slag is not known and lag is too short
    ],
)
def test_a_compound_is_split_into_the_stems_of_known_words(
    elements: Elements, word: str, parts: tuple[str, ...]
) -> None:
    assert elements.parts(word) == parts
