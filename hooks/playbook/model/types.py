"""The types of fields.

These types normalise values from the source files: a text is always a mapping by language, so no
model needs a union. Types of texts and references have a marker, by which checks and pages find
them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

from ..problems import Phrase
from ..source.tree import DataPath


@dataclass(frozen=True)
class TextMarker:
    """Marks a text for readers: ``prose`` is block CommonMark, otherwise it is one plain line.

    ``many`` marks a list of texts.
    """

    prose: bool = False
    many: bool = False


@dataclass(frozen=True)
class RefMarker:
    """Marks a reference to an entry of one of these kinds; no kinds means any entry."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueMarker:
    """Marks the name of one of the organisation's ``values``."""


class FrozenModel(BaseModel):
    """The base of every model: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)


ALL = "all"
"""The key of a text that is the same in every language."""


def as_text(value: Any, info: ValidationInfo) -> Any:
    """Normalise a text to a mapping of language to string, in the order of the languages.

    If the context has no languages, any language is accepted. Raises
    PydanticCustomError with type ``not_text``, ``no_language``, ``unknown_language``,
    ``wrong_words`` or ``empty_text``.
    """
    return _by_language(value, info, str)


def as_texts(value: Any, info: ValidationInfo) -> Any:
    """Normalise a list of texts to a mapping of language to list; raises like `as_text`."""
    return _by_language(value, info, list)


def _by_language(value: Any, info: ValidationInfo, expected_type: type) -> Any:
    languages: tuple[str, ...] = (info.context or {}).get("languages", ())
    if isinstance(value, expected_type) and len(languages) <= 1:
        value = {ALL: value}
    if not isinstance(value, Mapping):
        raise PydanticCustomError("not_text", "not text by language", {"languages": languages})
    if ALL in value and len(value) == 1:
        value = dict.fromkeys(languages or (ALL,), value[ALL])
    for language in value:
        if languages and language not in languages:
            raise PydanticCustomError("unknown_language", "{language}", {"language": language})
    missing = [language for language in languages if language not in value]
    if missing and (not value or not (info.context or {}).get("missing_text_allowed")):
        raise PydanticCustomError("no_language", "{missing}", {"missing": ", ".join(missing)})
    for language, words in value.items():
        if not isinstance(words, expected_type):
            expected = Phrase("expected.text" if expected_type is str else "expected.texts")
            context = {"language": language, "words": words, "expected": expected}
            raise PydanticCustomError("wrong_words", "not a text", context)
        if (empty := _empty_in(words)) is not None:
            raise PydanticCustomError("empty_text", "{path}", {"path": (language, *empty)})
    return {language: value[language] for language in languages or value if language in value}


def _empty_in(words: Any) -> DataPath | None:
    """The path of an empty text in a text or a list of texts, or None."""
    if isinstance(words, str) or not words:
        return None if words and words.strip() else ()
    blank = (i for i, item in enumerate(words) if isinstance(item, str) and not item.strip())
    return next(((index,) for index in blank), None)


ByLanguage = Mapping[str, str]
ListByLanguage = Mapping[str, tuple[str, ...]]

Text = Annotated[ByLanguage, BeforeValidator(as_text), TextMarker()]
"""Plain text on one line, by language: a title or a question. ``{name}`` inserts a value."""
Prose = Annotated[ByLanguage, BeforeValidator(as_text), TextMarker(prose=True)]
"""CommonMark by language, raw HTML off: reasons, answers, instructions."""
TextList = Annotated[ListByLanguage, BeforeValidator(as_texts), TextMarker(many=True)]
"""A list of plain texts for each language."""
ProseList = Annotated[ListByLanguage, BeforeValidator(as_texts), TextMarker(prose=True, many=True)]
"""A list of CommonMark texts by language."""

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
MAX_NAME_LENGTH = 60
"""The longest id or name of a value, in characters."""
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=MAX_NAME_LENGTH)]
"""A short English name in small letters, digits and single hyphens."""
Name = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=MAX_NAME_LENGTH)
]
"""The name of a value or a slot: small letters, digits and single underscores."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country as ISO 3166-1 alpha-2."""
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
"""A month as YYYY-MM."""
ValueRef = Annotated[Name, ValueMarker()]
"""The name of one of the organisation's values."""


def as_date(value: Any) -> Any:
    """Accept a date as YYYY-MM-DD only; pydantic would also accept seconds since 1970."""
    if isinstance(value, dt.date) or (isinstance(value, str) and re.fullmatch(DAY, value)):
        return value
    raise PydanticCustomError("date_shape", "not a date")


DAY = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
WEB_ADDRESS = "^https?://[!-~]+$"
"""The pattern of a web address in schemas; its validator says more."""
WORDS = r"\S"
"""The pattern of a text with at least one visible character."""

Date = Annotated[dt.date, BeforeValidator(as_date)]
"""A day, written YYYY-MM-DD."""


def as_integer(value: Any) -> Any:
    """Accept an integer of at most nine digits; pydantic would also accept ``1_000``."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise PydanticKnownError("int_parsing")
    return value


def as_number(value: Any) -> Any:
    """Accept a plain decimal number; pydantic would also accept ``1e9999999``."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", value):
        raise PydanticKnownError("decimal_parsing")
    return value


Integer = Annotated[int, BeforeValidator(as_integer)]
"""A whole number."""
Number = Annotated[Decimal, BeforeValidator(as_number)]
"""A number with or without decimals, written with a point."""


def as_web_address(value: Any) -> Any:
    """Accept an address that a browser may safely open.

    Raises PydanticCustomError with type ``web_address`` for anything but http and https, and
    PydanticKnownError for what is not a string.
    """
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        parts = urlsplit(value)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_valid = False
    if not is_valid or not re.fullmatch(r"[!-~]+", value) or set(value) & set('"<>\\^`{|}'):
        raise PydanticCustomError("web_address", "not a web address")
    return value


WebAddress = Annotated[str, BeforeValidator(as_web_address)]
"""An http or https address in ASCII."""
