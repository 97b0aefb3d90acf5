"""Reads a CSV file as Excel, Forms, Google Sheets or Outlook write it."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..problems import Phrase
from ..release.codes import RefusedError, refusal
from .codes import UNREADABLE

SEPARATORS = (",", ";", "\t")
_WORKBOOK = b"PK\x03\x04"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
"""The line that Excel may write before the rows."""
_MAX_CELL = 10_000_000
"""The longest cell in characters: a cell may hold the text of a whole message."""


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The headings and the rows of a file. ``path`` is its name in messages."""

    path: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def unreadable(path: str, reason: Phrase) -> RefusedError:
    """The refusal of a file."""
    return refusal(UNREADABLE, path, reason=reason)


def read_table(file: Path, rate: Callable[[Sequence[str]], int]) -> Table:
    """Read a file. ``rate`` counts the headings that are known, which decides the separator.

    Raises RefusedError and OSError.
    """
    text = decoded(file.read_bytes(), str(file))
    match = _SEPARATOR_LINE.match(text)
    body = text[match.end() :] if match else text
    separator = match[1] if match else _separator(body, rate)
    rows = list(_rows(body, separator, str(file), first=2 if match else 1))
    if not rows:
        raise unreadable(str(file), Phrase("acknowledgements.empty"))
    return Table(str(file), rows[0].cells, tuple(rows[1:]))


def decoded(data: bytes, path: str) -> str:
    """The text of a file: UTF-8, UTF-16 with a mark, or else Windows-1252. Raises RefusedError."""
    if data.startswith(_WORKBOOK):
        raise unreadable(path, Phrase("acknowledgements.workbook"))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str, rate: Callable[[Sequence[str]], int]) -> str:
    """The separator with which most headings are known, or else that gives most columns."""

    def score(separator: str) -> tuple[int, int]:
        try:
            headings = next(csv.reader(_lines(text), delimiter=separator), [])
        except csv.Error:  # reported when the rows are read
            return 0, 0
        return rate(headings), len(headings)

    return max(SEPARATORS, key=score)


def _rows(text: str, separator: str, path: str, *, first: int) -> Iterator[Row]:
    """The rows that are not empty, from a line number on. Raises RefusedError."""
    before = csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(_lines(text), delimiter=separator)
    line = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cells))
            line = first + reader.line_num
    except csv.Error as error:
        raise unreadable(path, Phrase("acknowledgements.not-csv")) from error
    finally:
        csv.field_size_limit(before)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends: only the ends that CSV has, not those of `str.splitlines`."""
    yield from (match[0] for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text))
