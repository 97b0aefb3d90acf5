"""Formats the values of fields for readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ..model.directions import has_verdicts
from ..model.entry import Entry
from ..model.fields import value_name_keys
from ..model.playbook import Playbook
from ..visible import escape_for_one_line
from ..words.catalogue import Words
from .classifiers import question_type


class ValueFormatter:
    """Formats the values of one state in one language."""

    def __init__(self, playbook: Playbook, words: Words) -> None:
        self.playbook, self.words = playbook, words

    def format(self, value: Any, key: str = "", entry: Entry | None = None) -> str:
        """Format the value of a field; nested values may take several lines."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, str):
            return self._format_choice(value, key, entry)
        if isinstance(value, dt.date):
            return self.words.date(value)
        if isinstance(value, BaseModel):
            return "; ".join(self._parts(value, entry))
        if isinstance(value, Mapping):
            return (
                self.text(value) if self._is_text(value) else "\n".join(self._pairs(value, entry))
            )
        if isinstance(value, list | tuple):
            return self._format_list(value, key, entry)
        return self.words.number(value) if isinstance(value, Decimal | int) else str(value)

    def _format_list(
        self, items: list[Any] | tuple[Any, ...], key: str, entry: Entry | None
    ) -> str:
        formatted = [self.format(item, key, entry) for item in items]
        return "\n".join(formatted) if _is_nested(items) else self.words.enumeration(formatted)

    def _format_choice(self, value: str, key: str, entry: Entry | None) -> str:
        if key == "verdict" and entry and has_verdicts(entry.spec.bindings):
            return self.words.words.get(f"verdict.{question_type(entry)}.{value}", value)
        settings = self.playbook.settings.values
        if value in settings and entry is not None and key in value_name_keys(type(entry)):
            return self.words.value(settings[value])
        target = self.playbook.entries.get(value)
        if target is not None:
            return self.text(target.title)
        choices = {**HEADER_CHOICES, **(entry.spec.choices if entry else {})}
        return self.words.words.get(f"{choices.get(key)}.{value}") or escape_for_one_line(value)

    def text(self, text: Mapping[str, Any]) -> str:
        """A text in this language, or an empty string."""
        words = text.get(self.words.language, "")
        return "\n".join(map(_unwrap, (words,) if isinstance(words, str) else words))

    def _parts(self, part: BaseModel, entry: Entry | None) -> Iterator[str]:
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if value not in (None, [], {}) and (formatted := self.format(value, name, entry)):
                label = self.words.field(entry.kind if entry else "", field.alias or name).replace(
                    "_", " "
                )
                yield f"{label}: {formatted}"

    def _pairs(self, value: Mapping[str, Any], entry: Entry | None) -> Iterator[str]:
        for name, item in value.items():
            yield f"{name}: {self.format(item, name, entry)}"

    def _is_text(self, value: Mapping[str, Any]) -> bool:
        return bool(value) and set(value) <= set(self.playbook.languages)


HEADER_CHOICES = {"account": "account", "sector": "sector", "audience": "readers"}
"""The catalogue sections for the choices in a header, in the form of `KindSpec.choices`."""


def _is_nested(items: Sequence[Any]) -> bool:
    return any(not isinstance(item, str) for item in items)


_BLOCK_START = re.compile(r"(?:[-*+>|#]|\d+[.)])(?:\s|$)")
"""The start of a line that is not the rest of a paragraph: of a list item, a quote or a heading."""


def _unwrap(words: str) -> str:
    """The text with each paragraph on one line, so that line breaks do not count as changes."""
    paragraphs: list[list[str]] = []
    is_new = True
    for line in words.split("\n"):
        text = " ".join(line.split())
        if text and (is_new or _BLOCK_START.match(text)):
            paragraphs.append([text])
        elif text:
            paragraphs[-1].append(text)
        is_new = not text
    return "\n".join(map(" ".join, paragraphs))
