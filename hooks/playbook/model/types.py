"""The types that fields are made of.

A text is a mapping of languages, whatever the editor wrote: the plain types here take the
value that the source stage read and give it that one shape, so no model needs a union.
Each type bears a marker, so that checks and pages can find the texts and the references of
an entry by walking its fields.
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

from ..source.tree import Path


@dataclass(frozen=True)
class TextMarker:
    """Marks a text that readers see: ``prose`` is CommonMark in blocks, else one plain line."""

    prose: bool = False
    many: bool = False


@dataclass(frozen=True)
class RefTo:
    """Marks a reference to an entry of one of these kinds; no kinds means any entry."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueName:
    """Marks the name of one of the organisation's ``values``."""


class Part(BaseModel):
    """The base of every model: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


ALL = "all"
"""The key of a text that is the same in every language."""


def as_text(value: Any, info: ValidationInfo) -> Any:
    """Give a text as a mapping of language to words.

    Where the context says that the languages are not known, any will do. Raises
    PydanticCustomError with type ``not_text``, ``no_language``, ``unknown_language``,
    ``wrong_words`` or ``empty_text``.
    """
    return _by_language(value, info, str)


def as_texts(value: Any, info: ValidationInfo) -> Any:
    """Give a list of texts as a mapping of language to a list of words; raises as `as_text`."""
    return _by_language(value, info, list)


def _by_language(value: Any, info: ValidationInfo, shape: type) -> Any:
    languages: tuple[str, ...] = (info.context or {}).get("languages", ("sv", "en"))
    if isinstance(value, shape) and len(languages) <= 1:
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
        if not isinstance(words, shape):
            wanted = "a text" if shape is str else "a list of texts"
            context = {"language": language, "words": words, "wanted": wanted}
            raise PydanticCustomError("wrong_words", "{wanted}", context)
        if (empty := _empty_in(words)) is not None:
            raise PydanticCustomError("empty_text", "{path}", {"path": (language, *empty)})
    return value


def _empty_in(words: Any) -> Path | None:
    """Where nothing is written in a text or in a list of texts."""
    if isinstance(words, str) or not words:
        return None if words and words.strip() else ()
    blank = (i for i, item in enumerate(words) if isinstance(item, str) and not item.strip())
    return next(((index,) for index in blank), None)


ByLanguage = Mapping[str, str]
ListByLanguage = Mapping[str, tuple[str, ...]]

Text = Annotated[ByLanguage, BeforeValidator(as_text), TextMarker()]
"""Plain words on one line, by language: a title, a question. ``{name}`` inserts a value."""
Prose = Annotated[ByLanguage, BeforeValidator(as_text), TextMarker(prose=True)]
"""CommonMark by language, raw HTML off: reasons, answers, instructions."""
Texts = Annotated[ListByLanguage, BeforeValidator(as_texts), TextMarker(many=True)]
"""A list of plain texts by language, each language with a list of its own."""
Proses = Annotated[ListByLanguage, BeforeValidator(as_texts), TextMarker(prose=True, many=True)]
"""A list of CommonMark texts by language."""

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
"""A short English name in small letters, digits and single hyphens."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
"""The name of a value or a slot: small letters, digits and single underscores."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country as ISO 3166-1 alpha-2."""
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
"""A month as YYYY-MM."""
Values = Annotated[Name, ValueName()]
"""The name of one of the organisation's values."""


def as_date(value: Any) -> Any:
    """Take a date as YYYY-MM-DD alone; pydantic would take seconds since 1970 as well."""
    if isinstance(value, dt.date) or (isinstance(value, str) and re.fullmatch(DAY, value)):
        return value
    raise PydanticCustomError("date_shape", "not a date")


DAY = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"

Date = Annotated[dt.date, BeforeValidator(as_date)]
"""A day, written YYYY-MM-DD."""


def as_whole(value: Any) -> Any:
    """Take a whole number of at most nine digits; pydantic would take ``1_000`` and ``1.0`` too."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise PydanticKnownError("int_parsing")
    return value


def as_number(value: Any) -> Any:
    """Take a number as people write it; pydantic would take ``1e9999999`` as well."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", value):
        raise PydanticKnownError("decimal_parsing")
    return value


Whole = Annotated[int, BeforeValidator(as_whole)]
"""A whole number."""
Number = Annotated[Decimal, BeforeValidator(as_number)]
"""A number with or without decimals, written with a point."""


def as_web_address(value: Any) -> Any:
    """Take an address that a browser may safely open.

    Raises PydanticCustomError with type ``web_address`` for anything but http and https.
    """
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        parts = urlsplit(value)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fine = False
    if not fine or not re.fullmatch(r"[!-~]+", value) or set(value) & set('"<>\\^`{|}'):
        raise PydanticCustomError("web_address", "not a web address")
    return value


WebAddress = Annotated[str, BeforeValidator(as_web_address)]
"""An http or https address in ASCII."""

AnyRef = Annotated[str, RefTo()]
AccountRef = Annotated[str, RefTo(("accounts",))]
ChannelRef = Annotated[str, RefTo(("channels",))]
ChecklistRef = Annotated[str, RefTo(("checklists",))]
ContactRef = Annotated[str, RefTo(("contacts",))]
FlowRef = Annotated[str, RefTo(("flows",))]
LegalRef = Annotated[str, RefTo(("legal",))]
RoleRef = Annotated[str, RefTo(("roles",))]
StrategyRef = Annotated[str, RefTo(("strategy",))]
TemplateRef = Annotated[str, RefTo(("templates",))]
WhomRef = Annotated[str, RefTo(("contacts", "roles"))]
"""Whom to ask or tell: a function's contact or a role."""
