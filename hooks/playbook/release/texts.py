"""Finds the texts of withdrawn pages in other files of a version."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..visible import INVISIBLE

MIN_LENGTH = 12
"""The minimum length of a recognized part of a text; shorter parts occur in many texts."""
_MARKUP = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|[*_`<>\[\]{}#|]|\n+")
"""The markup that divides a text in the data into parts that pages contain unchanged."""
_TAG = re.compile(
    r"<(?:script|style)\b(?:(?!<(?:script|style)\b|</(?:script|style)>).)*</(?:script|style)>"
    r"|<!--(?:(?!<!--|-->).)*-->|<[^<>]*>",
    re.DOTALL,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|wbr)"
    r"(?:\s[^<>]*)?>"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def parts_of(value: Any) -> Iterator[str]:
    """The parts of all texts in data that are long enough to be recognized, normalized."""
    if isinstance(value, dict):
        for each in value.values():
            yield from parts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts_of(each)
    elif isinstance(value, str):
        yield from _recognizable(_MARKUP.split(value))


def parts_of_page(page: str) -> Iterator[str]:
    """The sentences of the visible text of an HTML page, normalized.

    The words of a link or of another inline element are a part of their sentence: alone, they can
    be an everyday phrase that other pages have too.
    """
    for block in _TAG.split(_INLINE_TAG.sub("", page)):
        yield from _recognizable(_SENTENCE_END.split(html.unescape(block)))


def inline_parts(page: str) -> Iterator[str]:
    """The parts of the visible text of an HTML page between any two tags, normalized."""
    yield from _recognizable(map(html.unescape, _TAG.split(page)))


def _recognizable(parts: Iterable[str]) -> Iterator[str]:
    """The normalized parts that are long enough, and more than one word."""
    for part in parts:
        text = normalized(part)
        if len(text) >= MIN_LENGTH and " " in text:
            yield text


def normalized(text: str) -> str:
    """A text in lower case with single spaces, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split()).casefold()


def forms_of(file: str) -> tuple[str, str]:
    """Two normalized forms of a file: with escapes decoded, and without its tags."""
    unescaped = html.unescape(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), file))
    return normalized(unescaped), normalized(html.unescape(_TAG.sub("", file)))


def contains(file: str, parts: Iterable[str], ids: Iterable[str]) -> bool:
    """Whether a file contains a part of a text, or refers to one of some entries."""
    forms = forms_of(file)
    if any(part in form for part in parts for form in forms):
        return True
    # as the anchor of a link, or as a quoted value
    return any(re.search(rf"[#\"']{re.escape(id)}[\"'&?]", file) for id in ids)
