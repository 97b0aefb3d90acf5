"""UI catalogues and formatted values."""

from __future__ import annotations

import string
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from playbook.model.settings import Rate, TimeUnit, Value
from playbook.words.catalogue import (
    CATALOGUE_FOLDER,
    Words,
    catalogue,
    check_catalogue,
    known_languages,
)
from support import line_of, problem_codes, replace

LANGUAGES = known_languages()
NB = "\N{NO-BREAK SPACE}"


def test_there_are_words_in_swedish_and_english() -> None:
    assert {"sv", "en"} <= set(LANGUAGES)


def test_every_catalogue_has_the_same_keys() -> None:
    keys = {language: set(catalogue(language).words) for language in LANGUAGES}
    assert all(names == keys["en"] for names in keys.values())


def test_a_catalogue_is_compared_with_the_english_one(tmp_path: Path) -> None:
    english, finnish = tmp_path / "en.yml", tmp_path / "fi.yml"
    english.write_text("menu: Menu\nused: {one: '{n} place', other: '{n} places'}\n", "utf-8")
    finnish.write_text("used: {one: '{m} paikka', other: '{n} paikkaa'}\nold: Vanha\n", "utf-8")
    assert [line_of(problem) for problem in check_catalogue(finnish, english)] == [
        "words/fi.yml:1:1: error PB502: the catalogue has no string for 'menu' (in en: Menu); "
        "add it",
        "words/fi.yml:1:1: error PB503: no page uses the string 'old'; remove it",
        "words/fi.yml:1:1: error PB504: the string 'used.one' has other placeholders than the "
        "pages fill in; use these: n",
    ]


def _slots(words: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_slots(language: str) -> None:
    english = catalogue("en").words
    for key, words in catalogue(language).words.items():
        assert _slots(words) == _slots(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty(language: str) -> None:
    assert [key for key, words in catalogue(language).words.items() if not words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("amount", [1, 2])
def test_every_unit_has_its_words(language: str, amount: int) -> None:
    words = catalogue(language)
    units = [{"duration": {"amount": amount, "unit": unit}} for unit in get_args(TimeUnit)]
    periods = get_args(Rate.model_fields["per"].annotation)
    rates = [{"rate": {"times": amount, "per": period}} for period in periods]
    texts = [words.value(Value.model_validate(value)) for value in [*units, *rates]]
    assert all(text.startswith(f"{amount}{NB}") for text in texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ({"duration": {"amount": 1, "unit": "hours"}}, f"1{NB}timme", f"1{NB}hour"),
        ({"duration": {"amount": 2, "unit": "hours"}}, f"2{NB}timmar", f"2{NB}hours"),
        ({"count": 12_500}, f"12{NB}500", "12,500"),
        ({"count": 0}, "0", "0"),
        ({"percent": "12.5"}, f"12,5{NB}%", "12.5%"),
        ({"rate": {"times": 1, "per": "week"}}, f"1{NB}gång i veckan", f"1{NB}time a week"),
        ({"text": {"sv": "Hej", "en": "Hello"}}, "Hej", "Hello"),
    ],
)
def test_a_value_is_said_as_the_language_says_it(value: Any, swedish: str, english: str) -> None:
    model = Value.model_validate(value, context={"languages": ("sv", "en")})
    assert catalogue("sv").value(model) == swedish
    assert catalogue("en").value(model) == english


def test_a_text_that_lacks_the_language_is_said_in_another() -> None:
    context = {"languages": ("sv", "en"), "missing_text_allowed": True}
    value = Value.model_validate({"text": {"en": "Hello"}}, context=context)
    assert catalogue("sv").value(value) == "Hello"


@pytest.mark.parametrize(
    ("number", "swedish"),
    [
        (Decimal("-1200"), f"-1{NB}200"),
        (Decimal("1E+3"), f"1{NB}000"),
        (Decimal("0.000001"), "0,000001"),
        (1234567, f"1{NB}234{NB}567"),
    ],
)
def test_a_number_is_written_out(number: Decimal | int, swedish: str) -> None:
    assert catalogue("sv").number(number) == swedish


def test_an_unknown_key_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        Words("sv", {})("no.such.key")


def test_a_language_without_words_is_a_problem(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "[sv, en]", "[sv, en, fi]\nmissing_text: notice")
    assert problem_codes(small_project) == {"PB501", "PB120"}  # PB120: no text is in Finnish
    assert not (CATALOGUE_FOLDER / "fi.yml").exists()
