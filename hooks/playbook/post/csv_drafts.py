"""The posts of a CSV export, with the place of each character in the file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from .draft import Draft, ReadError
from .export_columns import CAPTIONS, COLUMNS, Cell, settings

_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ t]+\d{1,2}:\d{2}.{0,12})?")
"""Hootsuite exports have no header row: a time, the post, a link."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n")
"""What Excel writes before the rows."""


def csv_drafts(text: str, column: str | None) -> Iterator[Draft]:
    """The posts of the rows. Raises ReadError if no column contains posts."""
    start, comma = _separator(text)
    rows = _rows(text, comma, start)
    first = next(rows, [])
    head = [cell.text.strip().lower() for cell in first]
    if _DATE.fullmatch(head[0] if head else "") and not set(head) & set(COLUMNS):
        head, rows = [], itertools.chain([first], rows)
    columns = _columns(head, len(first), column)
    for number, row in enumerate((row for row in rows if any(cell.text for cell in row)), start=1):
        cells = {name: cell.text for name, cell in zip(head, row, strict=False)}
        cell = next((row[at] for at in columns if at < len(row) and row[at].text), None)
        if cell:
            encode = _quoted_csv if cell.quoted else _plain_csv(comma)
            yield Draft(cell.text, cell.places, number, *settings(cells), encode)


def _separator(text: str) -> tuple[int, str]:
    """Where the first row begins, and what stands between cells: a first line may say so."""
    if found := _SEPARATOR.match(text):
        return found.end(), found[1]
    first_line = text.split("\n", 1)[0]
    return 0, max(",;\t", key=first_line.count)


def _quoted_csv(text: str) -> str:
    return text.replace('"', '""')


def _plain_csv(comma: str) -> Callable[[str], str | None]:
    return lambda text: None if set(text) & {comma, '"', "\n", "\r"} else text


def _rows(text: str, comma: str, at: int) -> Iterator[list[Cell]]:
    """The rows of a CSV text from a place on, with the place of each character."""
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
    places: list[int] = []
    words: list[str] = []
    at += 1
    while at < len(text):
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                places.append(at)
                return Cell("".join(words), places, True), at + 1
            places.append(at)
            words.append('"')
            at += 2
            continue
        places.append(at)
        words.append(text[at])
        at += 1
    raise ReadError("a quoted cell is never closed")


def _columns(head: Sequence[str], width: int, column: str | None) -> list[int]:
    """The columns that hold posts, by their number from 0; of a row, the first that is filled."""
    if column and column.isdecimal() and column not in head and 1 <= int(column) <= width:
        return [int(column) - 1]
    if not head and not column and width > 1:
        return [1]
    for wanted in ((column.lower(),),) if column else (COLUMNS, CAPTIONS):
        if found := [head.index(name) for name in wanted if name in head]:
            return found if wanted is CAPTIONS else found[:1]
    names = ", ".join(head[:12]) if head else f"{width} columns without names"
    raise ReadError(
        f"no column with posts found among: {names}; give its name or number with --column"
    )
