"""Reads drafts: plain text, a Markdown file, or the posts of a CSV or JSON export.

Every post has the file offset of each character, so that findings and fixes have a line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..languages.pack import Languages
from .csv_drafts import csv_drafts
from .draft import Draft, ReadError
from .export_columns import export_columns
from .json_drafts import json_drafts

_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_OPENING_MARK = re.compile(r"^(?:```|~~~)|<!--", re.MULTILINE)
_CLOSING_MARKS = {
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


def read_drafts(
    name: str, text: str, column: str | None, languages: Languages | None = None
) -> list[Draft]:
    """The posts of a file; its extension decides the format. Raises ReadError with the reason.

    ``column`` contains the posts of an export. Without it, the column is found by the names that
    ``languages`` (by default, those of the package) use for it.
    """
    columns = export_columns(languages or Languages())
    extension = name.lower().rpartition(".")[2]
    if extension in ("csv", "tsv"):
        return list(csv_drafts(text, column, columns))
    if extension == "json":
        return list(json_drafts(text, column, columns))
    if extension in ("md", "markdown"):
        text = _without_code(text)
    return [Draft(text, range(len(text) + 1))]


def _without_code(text: str) -> str:
    """Markdown with its front matter, code and comments replaced by spaces."""
    front_matter = _FRONT_MATTER.match(text)
    if front_matter:
        text = _blank(front_matter[0]) + text[front_matter.end() :]
    parts, position = [], 0
    for start, end in _code_spans(text):
        parts += [text[position:start], _blank(text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each code block and comment; an unclosed one counts as prose."""
    position, never_closed = 0, set[str]()
    while start := _OPENING_MARK.search(text, position):
        position, opening = start.end(), start[0]
        end = None if opening in never_closed else _CLOSING_MARKS[opening].search(text, position)
        if end is None:  # search for this closing mark only once, for linear run time
            never_closed.add(opening)
        else:
            yield start.start(), end.end()
            position = end.end()
