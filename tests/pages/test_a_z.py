"""The list from A to Z: every word stands once, under one letter, in the language's order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.languages.pack import shipped_language
from playbook.pages.a_z import OTHERS, letter, sort_key

SWEDISH, ENGLISH = (shipped_language(code).listed("alphabet") for code in ("sv", "en"))
RUSSIAN = tuple("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def in_order(words: tuple[str, ...], alphabet: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda one: sort_key(one, alphabet))


def test_swedish_has_letters_of_its_own_after_z() -> None:
    shuffled = ("Öl", "Zebra", "Ät", "Åka", "Ek", "2 dagar")
    assert in_order(shuffled, SWEDISH) == ["2 dagar", "Ek", "Zebra", "Åka", "Ät", "Öl"]
    assert [letter(words, SWEDISH) for words in ("åka", "Ærlig", "ät", "øl", "öl")] == list("ÅÄÄÖÖ")


def test_other_languages_sort_them_with_their_letter() -> None:
    assert in_order(("Öl", "Zebra", "Ärt", "Åka"), ENGLISH) == ["Åka", "Ärt", "Öl", "Zebra"]
    assert [letter(words, ENGLISH) for words in ("Åka", "Ärt", "Öl")] == list("AAO")


def test_an_alphabet_of_any_script_has_its_own_order() -> None:
    shuffled = ("жар", "ёж", "2 дня", "ель", "post", "яма")
    assert in_order(shuffled, RUSSIAN) == ["2 дня", "ель", "ёж", "жар", "яма", "post"]
    assert [letter(words, RUSSIAN) for words in ("ёж", "ель", "post")] == list("ЁЕP")


def test_a_letter_written_with_a_mark_of_its_own_is_the_same() -> None:
    assert letter("A\N{COMBINING RING ABOVE}ka", SWEDISH) == "Å"
    assert sort_key("A\N{COMBINING RING ABOVE}ka", SWEDISH) == sort_key("Åka", SWEDISH)


def test_words_are_sorted_one_by_one_and_signs_count_for_nothing() -> None:
    assert in_order(("abc", "ab d", "a-b c", "«a b»"), SWEDISH) == ["«a b»", "a-b c", "ab d", "abc"]


@pytest.mark.parametrize(
    ("words", "under"),
    [
        ("{", OTHERS), ("{1", OTHERS), ("{2 dagar}", OTHERS), ("{ål}", "Å"), ("{{{x", "X"),
        ("#hashtag", "H"), ("%s", "S"), ("\\n", "N"), ("<b>", "B"), ("|x|", "X"), ("🎉", OTHERS),
        ("🎉 fest", "F"), ("\N{COMBINING ACUTE ACCENT}", OTHERS),
        ("\N{ARABIC-INDIC DIGIT ONE}", OTHERS),
        ("½", OTHERS), ("Ⅷ", "V"), ("ﬁn", "F"), ("ß", "S"), ("ı", "I"), ("я", "Я"), ("字", "字"),
        ("\N{NO-BREAK SPACE}", OTHERS), ("…", OTHERS),
    ],
)  # fmt: skip
def test_no_sign_of_a_text_is_taken_for_one_of_ours(words: str, under: str) -> None:
    assert letter(words, SWEDISH) == under


@given(st.lists(st.text(min_size=1)))
def test_any_words_have_a_letter_and_a_place(words: list[str]) -> None:
    for alphabet in (SWEDISH, ENGLISH, RUSSIAN, ()):
        found = [
            letter(one, alphabet) for one in sorted(words, key=lambda w: sort_key(w, alphabet))
        ]
        assert all(found)
        numbers = [one == OTHERS for one in found]
        assert numbers == sorted(numbers, reverse=True)
