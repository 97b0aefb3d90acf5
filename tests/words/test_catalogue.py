"""Checks that UI catalogues are complete, and that values are formatted for each language."""

from __future__ import annotations

import datetime as dt
import string
from decimal import Decimal
from typing import Any, get_args

import pytest
from markupsafe import Markup

from playbook.kinds import KINDS
from playbook.languages.files import shipped_languages, shipped_tree
from playbook.languages.pack import Language, shipped_language
from playbook.model.values import Rate, TimeUnit, Value
from playbook.problems import Location
from playbook.source.tree import read_tree
from playbook.words.catalogue import Words, catalogue
from playbook.words.checks import check_strings, missing_strings
from playbook.words.strings import expected_keys

LANGUAGES = shipped_languages()
KIND_MODELS = tuple(KINDS.values())
NB = "\N{NO-BREAK SPACE}"


def test_swedish_and_english_catalogues_are_shipped() -> None:
    assert {"sv", "en"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_strings_as_the_english_one(language: str) -> None:
    tree = shipped_tree(language, "ui")
    assert tree is not None
    assert list(check_strings(shipped_language(language), KIND_MODELS, tree)) == []
    assert list(missing_strings(shipped_language(language), KIND_MODELS, Location(tree.path))) == []


def test_a_language_has_the_plural_forms_that_it_needs() -> None:
    keys_of_hours = {
        language: [
            key
            for key in expected_keys(shipped_language(language), KIND_MODELS)
            if "time.hours" in key
        ]
        for language in ("en", "pl", "ja")
    }
    assert keys_of_hours == {
        "en": ["time.hours.one", "time.hours.other"],
        "pl": ["time.hours.few", "time.hours.many", "time.hours.one", "time.hours.other"],
        "ja": ["time.hours.other"],
    }


def test_a_count_uses_its_plural_form_or_the_form_other() -> None:
    polish = shipped_language("pl").locale
    strings = {f"hits.{form}": f"{{n}} {form}" for form in ("one", "few", "other")}
    words = Words("pl", strings, polish)
    assert [words.count("hits", number) for number in (1, 2, 5, 22)] == [
        "1 one", "2 few", "5 other", "22 few"
    ]  # fmt: skip
    assert words.forms("hits") == {"few": "{n} few", "one": "{n} one", "other": "{n} other"}


def _placeholders(words: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_the_english_string(language: str) -> None:
    english = catalogue("en").words
    for key, words in catalogue(language).words.items():
        assert _placeholders(words) == _placeholders(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ui_string_is_empty(language: str) -> None:
    assert [key for key, words in catalogue(language).words.items() if not words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("amount", [1, 2])
def test_every_unit_has_a_ui_string(language: str, amount: int) -> None:
    words = catalogue(language)
    units = [{"duration": {"amount": amount, "unit": unit}} for unit in get_args(TimeUnit)]
    periods = get_args(Rate.model_fields["per"].annotation)
    rates = [{"rate": {"times": amount, "per": period}} for period in periods]
    texts = [words.value(Value.model_validate(value)) for value in [*units, *rates]]
    assert all(text.startswith(f"{amount}{NB}") for text in texts)
    assert len(set(texts)) == len(texts)


NEXT_WORKING_DAY = {"on_days_off": {"amount": 1, "unit": "working_days"}}


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ({"duration": {"amount": 1, "unit": "hours"}}, f"1{NB}timme", f"1{NB}hour"),
        ({"duration": {"amount": 2, "unit": "hours"}}, f"2{NB}timmar", f"2{NB}hours"),
        (
            {"duration": {"amount": 24, "unit": "hours", **NEXT_WORKING_DAY}},
            f"24{NB}timmar (lediga dagar: nästa arbetsdag)",
            f"24{NB}hours (on days off: the next working day)",
        ),
        (
            {
                "duration": {
                    "amount": 1,
                    "unit": "days",
                    "on_days_off": {"amount": 2, "unit": "days"},
                }
            },
            f"1{NB}dygn (lediga dagar: 2{NB}dygn)",
            f"1{NB}day (on days off: 2{NB}days)",
        ),
        ({"count": 12_500}, f"12{NB}500", "12,500"),
        ({"count": 0}, "0", "0"),
        ({"percent": "12.5"}, f"12,5{NB}%", "12.5%"),
        ({"rate": {"times": 1, "per": "week"}}, f"1{NB}gång i veckan", f"1{NB}time a week"),
        ({"text": {"sv": "Hej", "en": "Hello"}}, "Hej", "Hello"),
    ],
)
def test_a_value_is_formatted_for_the_language(value: Any, swedish: str, english: str) -> None:
    model = Value.model_validate(value, context={"languages": ("sv", "en")})
    assert catalogue("sv").value(model) == swedish
    assert catalogue("en").value(model) == english


def test_a_value_without_a_translation_is_shown_in_a_different_language() -> None:
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
def test_a_number_is_formatted_for_the_language(number: Decimal | int, swedish: str) -> None:
    assert catalogue("sv").number(number) == swedish


def test_an_unknown_key_raises_key_error() -> None:
    with pytest.raises(KeyError):
        Words("sv", {}, shipped_language("sv").locale)("no.such.key")


def test_a_date_is_formatted_for_the_language() -> None:
    day = dt.date(2026, 3, 2)
    assert {name: catalogue(name).date(day) for name in ("sv", "en")} == {
        "sv": "2 mars 2026",
        "en": "2 March 2026",
    }


def test_dates_and_numbers_in_a_sentence_are_those_of_the_language() -> None:
    strings = {"note": "{since}: {n}, {name}"}
    words = Words("sv", strings, shipped_language("sv").locale)
    facts = {"since": dt.date(2026, 3, 2), "n": 12_000, "name": "2026"}
    assert words("note", **facts) == f"2 mars 2026: 12{NB}000, 2026"


def test_a_date_may_be_a_text_and_a_time_element_keeps_its_iso_form() -> None:
    tag = '<time datetime="2026-11-30">30. november 2026</time>'
    assert catalogue("nb").time_tag("2026-11-30") == tag
    assert catalogue("nb").time_tag(dt.date(2026, 11, 30)) == tag


@pytest.mark.parametrize(
    ("language", "month", "clock"),
    [
        ("sv", "mars 2026", "17:30"),
        ("en", "March 2026", "17:30"),
        ("ja", "2026年3月", "17:30"),
        ("hi", "मार्च 2026", "5:30 pm"),
    ],
)
def test_a_month_and_a_time_of_day_are_formatted(language: str, month: str, clock: str) -> None:
    words = Words(language, {}, shipped_language(language).locale)
    assert words.month("2026-03") == month
    assert words.clock("17:30") == clock


@pytest.mark.parametrize(
    ("language", "lists", "enumeration"),
    [
        ("sv", ["", "a", "a och b", "a, b och c", "a, b, c och d"], "a, b, c"),
        ("en", ["", "a", "a and b", "a, b and c", "a, b, c and d"], "a, b, c"),
        ("nb", ["", "a", "a og b", "a, b og c", "a, b, c og d"], "a, b, c"),
        ("ja", ["", "a", "a、b", "a、b、c", "a、b、c、d"], "a、b、c"),
    ],
)
def test_a_list_has_the_separators_and_conjunction_of_the_language(
    language: str, lists: list[str], enumeration: str
) -> None:
    words = Words(language, {}, shipped_language(language).locale)
    assert [words.list("abcd"[:length]) for length in range(5)] == lists
    assert words.enumeration("abc") == enumeration


def test_a_list_with_markup_is_markup_and_the_rest_is_escaped() -> None:
    items = [Markup("<b>a</b>"), "<b>", "{0}"]
    found = catalogue("sv").list(items)
    assert isinstance(found, Markup)
    assert found == "<b>a</b>, &lt;b&gt; och {0}"
    assert not isinstance(catalogue("sv").list(["<b>", "c"]), Markup)


def test_a_language_without_cldr_data_uses_the_locale_of_its_writing_yml_or_english() -> None:
    day = dt.date(2026, 11, 30)
    assert Words("qq", {}, shipped_language("qq").locale).date(day) == "30 November 2026"
    tree, problems = read_tree("writing.yml", "locale: nn\n")
    assert tree is not None
    assert problems == []
    own = Language("qq", {"writing": tree})
    assert Words("qq", {}, own.locale).date(day) == "30. november 2026"
    assert own.js_locale == "nn"
    assert (shipped_language("sv").js_locale, shipped_language("en").js_locale) == (None, "en-GB")
