"""The posts of a CSV export, with the place of each character in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .columns import COLUMNS, Cell, settings
from .draft import Draft, ReadError


def csv_drafts(text: str, column: str | None) -> Iterator[Draft]:
    """The posts of the rows. Raises ReadError where no column holds them."""
    first_line = text.split("\n", 1)[0]
    comma = max(",;\t", key=first_line.count)
    rows = _rows(text, comma)
    head = [cell.text.strip().lower() for cell in next(rows, [])]
    at = _column(head, column)
    for number, row in enumerate((row for row in rows if any(cell.text for cell in row)), start=1):
        if at < len(row) and row[at].text:
            cells = {name: cell.text for name, cell in zip(head, row, strict=False)}
            cell = row[at]
            encode = _quoted_csv if cell.quoted else _plain_csv(comma)
            yield Draft(cell.text, cell.places, number, *settings(cells), encode)


def _quoted_csv(text: str) -> str:
    return text.replace('"', '""')


def _plain_csv(comma: str) -> Callable[[str], str | None]:
    return lambda text: None if set(text) & {comma, '"', "\n", "\r"} else text


def _rows(text: str, comma: str) -> Iterator[list[Cell]]:
    """The rows of a CSV text, with the place of each character."""
    row: list[Cell] = []
    at = 0
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
    raise ReadError("a quotation mark that opens a cell is never closed")


def _column(head: Sequence[str], column: str | None) -> int:
    wanted = (column.lower(),) if column else COLUMNS
    found = next((head.index(name) for name in wanted if name in head), None)
    if found is None:
        names = ", ".join(head[:12])
        raise ReadError(f"no column holds posts among: {names}; name it with --column")
    return found
