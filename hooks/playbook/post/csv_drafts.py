"""Reads the posts of a CSV export, with the file offset of each character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from .draft import Draft, ReadError
from .export_columns import Cell, ExportColumns

_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ t]+\d{1,2}:\d{2}.{0,12})?")
"""The first cell of a Hootsuite export: it has the columns time, post and link, and no header."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n")
"""The line that Excel may write before the rows."""


def csv_drafts(text: str, column: str | None, names: ExportColumns) -> Iterator[Draft]:
    """The post in each row, in a column with one of the names.

    Raises ReadError if no column contains posts.
    """
    start, separator = _separator(text)
    rows = _rows(text, separator, start)
    first = next(rows, [])
    header = [cell.text.strip().lower() for cell in first]
    if _DATE.fullmatch(header[0] if header else "") and not set(header) & set(names.posts):
        header, rows = [], itertools.chain([first], rows)
    columns = _columns(header, len(first), column, names)
    for number, row in enumerate((row for row in rows if any(cell.text for cell in row)), start=1):
        record = {name: cell.text for name, cell in zip(header, row, strict=False)}
        filled = (row[index] for index in columns if index < len(row) and row[index].text)
        cell = next(filled, None)
        if cell:
            encode = _encode_quoted if cell.is_quoted else _unquoted_encoder(separator)
            yield Draft(
                cell.text, cell.offsets, number, *names.channel_and_language(record), encode
            )


def _separator(text: str) -> tuple[int, str]:
    """The offset of the first row, and the cell separator, which a ``sep=`` line may define."""
    if match := _SEPARATOR.match(text):
        return match.end(), match[1]
    first_line = text.split("\n", 1)[0]
    return 0, max(",;\t", key=first_line.count)


def _encode_quoted(text: str) -> str:
    return text.replace('"', '""')


def _unquoted_encoder(separator: str) -> Callable[[str], str | None]:
    return lambda text: None if set(text) & {separator, '"', "\n", "\r"} else text


def _rows(text: str, separator: str, offset: int) -> Iterator[list[Cell]]:
    """The rows of CSV data from an offset on, with the file offset of each character."""
    row: list[Cell] = []
    while offset < len(text):
        cell, offset = _cell(text, offset, separator)
        row.append(cell)
        if offset < len(text) and text[offset] == separator:
            offset += 1
            continue
        yield row
        row = []
        offset += 2 if text[offset : offset + 2] == "\r\n" else 1


def _cell(text: str, offset: int, separator: str) -> tuple[Cell, int]:
    """The cell that begins at an offset, and the offset of its end. Raises ReadError."""
    if text[offset : offset + 1] != '"':
        end = offset
        while end < len(text) and text[end] not in (separator, "\n", "\r"):
            end += 1
        return Cell(text[offset:end], list(range(offset, end + 1))), end
    offsets: list[int] = []
    characters: list[str] = []
    offset += 1
    while offset < len(text):
        if text[offset] == '"':
            if text[offset + 1 : offset + 2] != '"':
                offsets.append(offset)
                return Cell("".join(characters), offsets, is_quoted=True), offset + 1
            offsets.append(offset)
            characters.append('"')
            offset += 2
            continue
        offsets.append(offset)
        characters.append(text[offset])
        offset += 1
    raise ReadError("a quoted cell is never closed")


def _columns(
    header: Sequence[str], column_count: int, column: str | None, names: ExportColumns
) -> list[int]:
    """The indexes of the columns that may contain the post; the first one with text has it."""
    if column and column.isdecimal() and column not in header and 1 <= int(column) <= column_count:
        return [int(column) - 1]
    if not header and not column and column_count > 1:
        return [1]  # the second column of a Hootsuite export
    for wanted in [(column.lower(),)] if column else [names.posts, names.fallbacks]:
        if indexes := [header.index(name) for name in wanted if name in header]:
            return indexes if wanted is names.fallbacks else indexes[:1]
    available = ", ".join(header[:12]) if header else f"{column_count} columns without names"
    raise ReadError(
        f"no column with posts found among: {available}; give its name or number with --column"
    )
