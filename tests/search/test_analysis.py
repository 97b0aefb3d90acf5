"""Checks that texts are folded, and split into words."""

from __future__ import annotations

import pytest

from playbook.search.analysis import Word, fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÅÄÖ ÉÈÊË Ü ÁÀÂ ÔÎÏ ÇÑ", "aao eeee u aaa oii cn"),
        ("Straße łódź đ Æ Ø", "strasse lodz d a o"),
        ("“a” »b« – …", '"a" "b" - .'),
        ("Žofie ﬁ", "zofie fi"),
        ("PLAIN", "plain"),
    ],
)
def test_fold_returns_lower_case_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Två ord!", [Word("tva"), Word("ord")]),
        ("e-post", [Word("epost", ("e", "post"))]),
        ("hej-då-vi", [Word("hejdavi", ("hej", "da", "vi"))]),
        ("people's kollega’s", [Word("people"), Word("kollega")]),
        ("2008:486 1.2/3", [Word("2008:486", ("2008", "486")), Word("1.2/3", ("1", "2", "3"))]),
        ("a:b a.b x_y", [Word(letter) for letter in "ababxy"]),
        ("-a- 'b'", [Word("a"), Word("b")]),
        ("", []),
    ],
)
def test_words_with_a_hyphen_or_a_colon_are_split_into_parts(
    text: str, expected: list[Word]
) -> None:
    assert list(words(text)) == expected
