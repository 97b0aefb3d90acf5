"""Reading drafts: a text, a Markdown file, or the posts of a CSV or JSON export.

Every post keeps the file offset of each character, so that findings and fixes have a line and
column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .csv_drafts import csv_drafts
from .draft import Draft, ReadError
from .json_drafts import json_drafts

_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_OPENS = re.compile(r"^(?:```|~~~)|<!--", re.MULTILINE)
_CLOSES = {
    "```": re.compile(r"^```[`~]*", re.MULTILINE),
    "~~~": re.compile(r"^~~~[`~]*", re.MULTILINE),
    "<!--": re.compile("-->"),
}


def read_text(data: bytes) -> str:
    """Decode a file. Raises ReadError if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"the file is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
        ) from error


def read_drafts(name: str, text: str, column: str | None) -> list[Draft]:
    """The posts of a file by the ending of its name. Raises ReadError with the reason."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("csv", "tsv"):
        return list(csv_drafts(text, column))
    if ending == "json":
        return list(json_drafts(text, column))
    if ending in ("md", "markdown"):
        text = _without_code(text)
    return [Draft(text, range(len(text) + 1))]


def _without_code(text: str) -> str:
    """A Markdown text with front matter, code and comments replaced by spaces."""

    front = _FRONT_MATTER.match(text)
    if front:
        text = _blank(front[0]) + text[front.end() :]
    parts, at = [], 0
    for start, end in _no_prose(text):
        parts += [text[at:start], _blank(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _no_prose(text: str) -> Iterator[tuple[int, int]]:
    """Where code and comments begin and end; what is never closed is prose."""
    at, never_closed = 0, set[str]()
    while opens := _OPENS.search(text, at):
        at, sign = opens.end(), opens[0]
        closes = None if sign in never_closed else _CLOSES[sign].search(text, at)
        if closes is None:  # nor is any later one: the rest is read once and not for each of them
            never_closed.add(sign)
        else:
            yield opens.start(), closes.end()
            at = closes.end()
