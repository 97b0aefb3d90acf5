"""Checks the rules for the answers of ``playbook init``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.starter import answers
from playbook.starter.answers import AnswerError

STARTER_LANGUAGES = ("sv", "en")


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("sv", ("sv",)),
        ("EN, sv", ("en", "sv")),
        ("nb sv nb", ("nb", "sv")),
        ("en,nb,", ("en", "nb")),
    ],
)
def test_languages_are_read_in_their_order(text: str, languages: tuple[str, ...]) -> None:
    assert answers.valid_languages(text, STARTER_LANGUAGES) == languages


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "write codes of languages"),
        ("sv,xx", "write codes of languages"),
        ("nb", "add one of en, sv"),
    ],
)
def test_other_languages_are_refused(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        answers.valid_languages(text, STARTER_LANGUAGES)


def test_a_language_that_is_only_partly_translated_is_enough_without_starter_text() -> None:
    starter_languages = None
    assert answers.valid_languages("nb", starter_languages) == ("nb",)


@pytest.mark.parametrize(
    ("text", "countries"), [("se", ("SE",)), ("SE, NO", ("SE", "NO")), ("FI FI", ("FI",))]
)
def test_countries_are_read(text: str, countries: tuple[str, ...]) -> None:
    assert answers.valid_countries(text) == countries


@pytest.mark.parametrize("text", ["", "Sverige", "QX", "SE,Norge", "001"])
def test_other_countries_are_refused(text: str) -> None:
    with pytest.raises(AnswerError, match="as SE,NO"):
        answers.valid_countries(text)


@pytest.mark.parametrize(
    ("countries", "zone"),
    [(("SE",), "Europe/Stockholm"), (("NO", "SE"), "Europe/Oslo"), (("US",), None)],
)
def test_a_country_with_one_time_zone_has_a_usual_one(
    countries: tuple[str, ...], zone: str | None
) -> None:
    assert answers.usual_time_zone(countries) == zone


@pytest.mark.parametrize("colour", ["#0F5C5C", " #123456 ", "#c00000"])
def test_a_colour_is_read(colour: str) -> None:
    assert answers.valid_colour(colour) == colour.strip().lower()


@pytest.mark.parametrize(
    ("colour", "reason"),
    [("red", "a # and six digits"), ("#12345", "a # and six digits"), ("#ffffff", "too pale")],
)
def test_a_text_that_is_not_a_colour_and_a_pale_colour_are_refused(
    colour: str, reason: str
) -> None:
    with pytest.raises(AnswerError, match=reason):
        answers.valid_colour(colour)


@pytest.mark.parametrize(
    ("check", "accepted", "refused"),
    [
        (answers.valid_name, " Å & Ö AB ", ("", "  ", "a" * 81, "a\nb", "a\u202eb")),
        (answers.valid_time_zone, "Europe/Oslo", ("", "Oslo", "../Oslo")),
        (
            answers.valid_address,
            "https://git.example.com/a/",
            ("", "git.example.com", "https://a b", "https://[", 'https://x/#a"b', "https://"),
        ),
    ],
)
def test_names_time_zones_and_addresses_are_accepted_or_refused(
    check: Callable[[str], str], accepted: str, refused: tuple[str, ...]
) -> None:
    assert check(accepted) == accepted.strip().rstrip("/")
    for text in refused:
        with pytest.raises(AnswerError):
            check(text)


def test_a_choice_is_one_of_its_values() -> None:
    assert answers.one_of(" GitHub ", answers.HOSTS) == "github"
    with pytest.raises(AnswerError, match="write one of: github, gitlab, none"):
        answers.one_of("svn", answers.HOSTS)
