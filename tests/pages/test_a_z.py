"""Checks the letters and the order of the A–Z index in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.languages.pack import shipped_language
from playbook.pages.a_z import NO_LETTER, letter, sort_key

SWEDISH, ENGLISH = (shipped_language(code).listed("alphabet") for code in ("sv", "en"))
RUSSIAN = tuple("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def alphabetical(words: tuple[str, ...], alphabet: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda word: sort_key(word, alphabet))


def test_swedish_sorts_its_own_letters_after_z() -> None:
    shuffled = ("Öl", "Zebra", "Ät", "Åka", "Ek", "2 dagar")
    assert alphabetical(shuffled, SWEDISH) == ["2 dagar", "Ek", "Zebra", "Åka", "Ät", "Öl"]
    assert [letter(words, SWEDISH) for words in ("åka", "Ærlig", "ät", "øl", "öl")] == list("ÅÄÄÖÖ")


def test_english_sorts_accented_letters_with_their_base_letter() -> None:
    assert alphabetical(("Öl", "Zebra", "Ärt", "Åka"), ENGLISH) == ["Åka", "Ärt", "Öl", "Zebra"]
    assert [letter(words, ENGLISH) for words in ("Åka", "Ärt", "Öl")] == list("AAO")


def test_cyrillic_words_sort_by_the_russian_alphabet() -> None:
    shuffled = ("жар", "ёж", "2 дня", "ель", "post", "яма")
    assert alphabetical(shuffled, RUSSIAN) == ["2 дня", "ель", "ёж", "жар", "яма", "post"]
    assert [letter(words, RUSSIAN) for words in ("ёж", "ель", "post")] == list("ЁЕP")


def test_a_letter_with_a_combining_character_sorts_as_the_composed_letter() -> None:
    assert letter("A\N{COMBINING RING ABOVE}ka", SWEDISH) == "Å"
    assert sort_key("A\N{COMBINING RING ABOVE}ka", SWEDISH) == sort_key("Åka", SWEDISH)


def test_texts_are_sorted_word_by_word_and_punctuation_is_ignored() -> None:
    assert alphabetical(("abc", "ab d", "a-b c", "«a b»"), SWEDISH) == [
        "«a b»",
        "a-b c",
        "ab d",
        "abc",
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("{", NO_LETTER), ("{1", NO_LETTER), ("{2 dagar}", NO_LETTER), ("{ål}", "Å"), ("{{{x", "X"),
        ("#hashtag", "H"), ("%s", "S"), ("\\n", "N"), ("<b>", "B"), ("|x|", "X"), ("🎉", NO_LETTER),
        ("🎉 fest", "F"), ("\N{COMBINING ACUTE ACCENT}", NO_LETTER),
        ("\N{ARABIC-INDIC DIGIT ONE}", NO_LETTER),
        ("½", NO_LETTER), ("Ⅷ", "V"), ("ﬁn", "F"), ("ß", "S"), ("ı", "I"), ("я", "Я"), ("字", "字"),
        ("\N{NO-BREAK SPACE}", NO_LETTER), ("…", NO_LETTER),
    ],
)  # fmt: skip
def test_special_characters_are_listed_under_the_expected_letter(text: str, heading: str) -> None:
    assert letter(text, SWEDISH) == heading


@given(st.lists(st.text(min_size=1)))
def test_every_text_has_a_letter_and_texts_without_one_come_first(words: list[str]) -> None:
    for alphabet in (SWEDISH, ENGLISH, RUSSIAN, ()):
        letters = [letter(word, alphabet) for word in alphabetical(tuple(words), alphabet)]
        assert all(letters)
        without_letter = letters.count(NO_LETTER)
        assert set(letters[:without_letter]) <= {NO_LETTER}
