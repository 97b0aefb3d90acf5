"""Checks and compares the values of a suggestion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..edit.set_values import stripped
from ..model.editable_fields import EditableField
from ..model.playbook import Playbook
from ..model.suggestion_limits import MAX_ITEMS, MAX_TEXT
from ..problems import Location, Phrase, Problem
from . import codes
from .texts import check_line, check_prose

_TEXTS = ("text", "prose")
_LISTS = ("texts", "proses")
_PROSE = ("prose", "proses")


def check_value(
    field: EditableField, language: str | None, value: Any, key: str, location: Location,
    playbook: Playbook,
) -> Iterator[Problem]:  # fmt: skip
    """Problems of a new value of a field; None removes it."""
    expected = _expected_value(field, playbook)
    if value is None and language is None and not field.is_required:
        return
    if field.type in (*_TEXTS, *_LISTS):
        yield from _text_problems(field, language, value, key, location, playbook)
    elif not isinstance(value, str) or not _is_allowed(field, value, playbook):
        yield codes.WRONG_VALUE.at(location, key=key, expected=expected)


def _expected_value(field: EditableField, playbook: Playbook) -> Phrase:
    """What the value of a field must be."""
    if field.type == "choice":
        return Phrase("suggestion.choice", choices=field.choices)
    if field.type == "reference":
        return Phrase("suggestion.reference")
    if field.type == "value":
        return Phrase("suggestion.value")
    if field.type in _LISTS:
        return Phrase("suggestion.texts-by-language", languages=playbook.languages)
    return Phrase("suggestion.by-language", languages=playbook.languages)


def _is_allowed(field: EditableField, value: str, playbook: Playbook) -> bool:
    if field.type == "choice":
        return value in field.choices
    if field.type == "value":
        return value in playbook.settings.values
    entry = playbook.entries.get(value)
    return entry is not None and (not field.kinds or entry.kind in field.kinds)


def _text_problems(
    field: EditableField, language: str | None, value: Any, key: str, location: Location,
    playbook: Playbook,
) -> Iterator[Problem]:  # fmt: skip
    items = value if field.type in _LISTS else [value]
    is_list = isinstance(items, list)
    are_texts = is_list and all(isinstance(item, str) and item.strip() for item in items)
    if language not in playbook.languages or not are_texts or not items:
        yield codes.WRONG_VALUE.at(location, key=key, expected=_expected_value(field, playbook))
        return
    if len(items) > MAX_ITEMS:
        limit = Phrase("suggestion.items", count=MAX_ITEMS)
        yield codes.TOO_LONG.at(location, key=key, limit=limit)
        return
    former = "\n\n".join(_all_texts(field.value)) if field.type in (*_PROSE, "text") else ""
    for item in items:
        if field.type in _PROSE:
            yield from check_prose(item, key, location, former)
        else:
            yield from check_line(item, key, location, MAX_TEXT)
            if "\n" in item.strip() and "\n" not in former.strip():
                expected = Phrase("suggestion.line")
                yield codes.WRONG_VALUE.at(location, key=key, expected=expected)


def _all_texts(value: Any) -> Iterator[str]:
    """Every text in a value: in each language, and in lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _all_texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _all_texts(inner)


def is_same(first: Any, second: Any) -> bool:
    """Whether two values are the same, apart from white space at the ends of lines and texts."""
    return bool(stripped(first) == stripped(second))


def shown_value(value: Any) -> str:
    """A value in a message; empty if there is none."""
    return " · ".join(" ".join(text.split()) for text in _all_texts(value))
