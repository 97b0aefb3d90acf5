"""The posts of a CSV export, with the file offset of each character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from .draft import Draft, ReadError
from .export_columns import Cell, ExportColumns

_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ t]+\d{1,2}:\d{2}.{0,12})?")
"""Hootsuite exports have no header row: a time, the post, a link."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n")
"""The line that Excel may write before the rows."""


def csv_drafts(text: str, column: str | None, names: ExportColumns) -> Iterator[Draft]:
    """The posts of the rows, in a column with one of the names.

    Raises ReadError if no column contains posts.
    """
    start, comma = _separator(text)
    rows = _rows(text, comma, start)
    first = next(rows, [])
    header = [cell.text.strip().lower() for cell in first]
    if _DATE.fullmatch(header[0] if header else "") and not set(header) & set(names.posts):
        header, rows = [], itertools.chain([first], rows)
    columns = _columns(header, len(first), column, names)
    for number, row in enumerate((row for row in rows if any(cell.text for cell in row)), start=1):
        cells = {name: cell.text for name, cell in zip(header, row, strict=False)}
        filled = (row[index] for index in columns if index < len(row) and row[index].text)
        cell = next(filled, None)
        if cell:
            encode = _quoted_csv if cell.quoted else _unquoted_csv(comma)
            yield Draft(cell.text, cell.offsets, number, *names.settings(cells), encode)


def _separator(text: str) -> tuple[int, str]:
    """The offset of the first row, and the cell separator, which a ``sep=`` line may define."""
    if match := _SEPARATOR.match(text):
        return match.end(), match[1]
    first_line = text.split("\n", 1)[0]
    return 0, max(",;\t", key=first_line.count)


def _quoted_csv(text: str) -> str:
    return text.replace('"', '""')


def _unquoted_csv(comma: str) -> Callable[[str], str | None]:
    return lambda text: None if set(text) & {comma, '"', "\n", "\r"} else text


def _rows(text: str, comma: str, at: int) -> Iterator[list[Cell]]:
    """The rows of a CSV text from an offset, with the offset of each character."""
    row: list[Cell] = []
    while at < len(text):
        cell, at = _cell(text, at, comma)
        row.append(cell)
        if at < len(text) and text[at] == comma:
            at += 1
            continue
        yield row
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1


def _cell(text: str, at: int, comma: str) -> tuple[Cell, int]:
    if text[at : at + 1] != '"':
        end = at
        while end < len(text) and text[end] not in (comma, "\n", "\r"):
            end += 1
        return Cell(text[at:end], list(range(at, end + 1))), end
    offsets: list[int] = []
    words: list[str] = []
    at += 1
    while at < len(text):
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                offsets.append(at)
                return Cell("".join(words), offsets, True), at + 1
            offsets.append(at)
            words.append('"')
            at += 2
            continue
        offsets.append(at)
        words.append(text[at])
        at += 1
    raise ReadError("a quoted cell is never closed")


def _columns(
    header: Sequence[str], width: int, column: str | None, names: ExportColumns
) -> list[int]:
    """The indexes of the columns that may contain the post; the first cell with text counts."""
    if column and column.isdecimal() and column not in header and 1 <= int(column) <= width:
        return [int(column) - 1]
    if not header and not column and width > 1:
        return [1]
    for wanted in ((column.lower(),),) if column else (names.posts, names.captions):
        if indexes := [header.index(name) for name in wanted if name in header]:
            return indexes if wanted is names.captions else indexes[:1]
    available = ", ".join(header[:12]) if header else f"{width} columns without names"
    raise ReadError(
        f"no column with posts found among: {available}; give its name or number with --column"
    )
