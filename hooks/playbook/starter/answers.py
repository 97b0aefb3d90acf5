"""What ``playbook init`` asks: the answers, and the rules for each."""

from __future__ import annotations

import functools
import re
import zoneinfo
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from babel import Locale
from babel.core import get_global

from ..checks.brand import unrelated_readable_shade
from ..languages.files import shipped_languages
from ..languages.pack import REFERENCE
from ..messages import messages
from ..model.entry import Sector
from ..model.types import as_web_address
from ..problems import Phrase

Host = Literal["github", "gitlab", "none"]
StarterSize = Literal["full", "small", "empty"]
SECTORS: tuple[Sector, ...] = get_args(Sector)
HOSTS: tuple[Host, ...] = get_args(Host)
SIZES: tuple[StarterSize, ...] = get_args(StarterSize)
BRAND_COLOUR = "#0f5c5c"
REPOSITORY = "https://git.example.com/organisation/playbook"
SITE_URL = "https://playbook.example.com/"
"""The addresses of a handbook until the organisation writes its own."""
MAX_NAME_LENGTH = 80

Choice = TypeVar("Choice", bound=str)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class AnswerError(ValueError):
    """An answer cannot be used; ``reason`` says why, and what to write."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(messages().phrase(reason))


@dataclass(frozen=True)
class Answers:
    """The answers about an organisation and its repository, all of them valid."""

    name: str
    sector: Sector
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    time_zone: str
    brand_colour: str = BRAND_COLOUR
    host: Host = "none"
    starter: StarterSize = "full"
    repository: str = REPOSITORY
    site_url: str = SITE_URL


def one_of(text: str, choices: Collection[Choice]) -> Choice:
    """One of several choices. Raises AnswerError."""
    for choice in choices:
        if choice == text.strip().lower():
            return choice
    raise AnswerError(Phrase("answer.one-of", choices=", ".join(choices)))


def valid_name(text: str) -> str:
    """The name of an organisation. Raises AnswerError."""
    name = text.strip()
    if not name or len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise AnswerError(Phrase("answer.name", limit=MAX_NAME_LENGTH))
    return name


def valid_languages(text: str, complete: Collection[str] | None) -> tuple[str, ...]:
    """Languages separated by commas. Raises AnswerError.

    ``complete`` are the languages in which the starter is complete, one of which is needed; None if
    no starter text is wanted.
    """
    languages = _items(text, str.lower)
    known = shipped_languages()
    unknown = [language for language in languages if language not in known]
    if unknown or not languages:
        raise AnswerError(Phrase("answer.languages", known=", ".join(known)))
    if complete is not None and not set(languages) & set(complete):
        complete_names = ", ".join(sorted(complete))
        reason = Phrase("answer.partly-translated", complete=complete_names, language=languages[0])
        raise AnswerError(reason)
    return languages


def valid_countries(text: str) -> tuple[str, ...]:
    """Countries in two letters, separated by commas. Raises AnswerError."""
    countries = _items(text, str.upper)
    unknown = [country for country in countries if country not in _countries()]
    if unknown or not countries:
        reason = Phrase("answer.countries")
        raise AnswerError(
            Phrase("answer.unknown-country", found=unknown[0], cure=reason) if unknown else reason
        )
    return countries


def valid_time_zone(text: str) -> str:
    """The name of a time zone. Raises AnswerError."""
    if text.strip() not in zoneinfo.available_timezones():
        raise AnswerError(Phrase("answer.time-zone", text=text))
    return text.strip()


def usual_time_zone(countries: Collection[str]) -> str | None:
    """The only time zone of the first country, or None if it has several."""
    territories = get_global("zone_territories").items()
    zones = [zone for zone, country in territories if country == next(iter(countries))]
    current = [zone for zone in zones if zone in zoneinfo.available_timezones()]
    return current[0] if len(current) == 1 else None


def valid_colour(text: str) -> str:
    """A colour whose readable shade looks like it, as #rrggbb. Raises AnswerError."""
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise AnswerError(Phrase("answer.colour", example=BRAND_COLOUR))
    if readable := unrelated_readable_shade(colour):
        raise AnswerError(Phrase("answer.pale-colour", colour=colour, readable=readable))
    return colour


def valid_address(text: str) -> str:
    """A web address without a slash at its end. Raises AnswerError."""
    address = text.strip().rstrip("/")
    try:
        return str(as_web_address(address))
    except ValueError as error:
        raise AnswerError(Phrase("answer.address")) from error


@functools.cache
def _countries() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(
        filter(re.compile("[A-Z]{2}").fullmatch, map(str, Locale(REFERENCE).territories))
    )


def _items(text: str, convert: Callable[[str], str]) -> tuple[str, ...]:
    """The items of a text, without duplicates."""
    return tuple(dict.fromkeys(convert(item) for item in re.split(r"[\s,]+", text) if item))
