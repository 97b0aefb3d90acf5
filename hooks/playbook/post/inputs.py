"""Reading drafts: a text, a Markdown file, or the posts of a CSV or JSON export.

Every post keeps where each of its characters stands in the file, so that findings and fixes have
their line and column there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

COLUMNS = (
    "text", "post", "message", "content", "body", "caption", "copy", "inlägg", "meddelande",
    "post text", "message text", "innehåll",
)  # fmt: skip
"""What scheduling tools call the column with the posts, in small letters."""
_CHANNEL = ("channel", "platform", "network", "social network", "kanal", "plattform")
_LANGUAGE = ("language", "lang", "språk")

_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_NO_PROSE = re.compile(r"(?ms)^(```|~~~).*?^\1[`~]*|<!--.*?-->")
_PIECE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.)*)"')
_BLANK = re.compile(r"[ \t\r\n]*")


class ReadError(ValueError):
    """A file that cannot be read as drafts; the message says why."""


@dataclass(frozen=True)
class Draft:
    """A post of a file: ``places[i]`` is where its character ``i`` stands, and one for its end.

    ``encode`` writes a text as the file writes it, or gives None where it cannot.
    """

    text: str
    places: Sequence[int] = field(repr=False)
    number: int | None = None
    channel: str | None = None
    language: str | None = None
    encode: Callable[[str], str | None] = field(default=lambda text: text, repr=False)


def read_text(data: bytes) -> str:
    """The text of a file's bytes. Raises ReadError where they are no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"it is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error


def read_drafts(name: str, text: str, column: str | None) -> list[Draft]:
    """The posts of a file by the ending of its name. Raises ReadError with the reason."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("csv", "tsv"):
        return list(_csv(text, column))
    if ending == "json":
        return list(_json(text, column))
    if ending in ("md", "markdown"):
        text = _without_code(text)
    return [Draft(text, range(len(text) + 1))]


def _without_code(text: str) -> str:
    """A Markdown text with front matter, code blocks and comments blanked out, as long as before."""
    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", found[0])

    front = _FRONT_MATTER.match(text)
    if front:
        text = blank(front) + text[front.end() :]
    return _NO_PROSE.sub(blank, text)


@dataclass
class _Cell:
    """A value with the places of its characters."""

    text: str
    places: list[int]
    quoted: bool = False


def _csv(text: str, column: str | None) -> Iterator[Draft]:
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
            yield Draft(cell.text, cell.places, number, *_settings(cells), encode)


def _column(head: Sequence[str], column: str | None) -> int:
    wanted = (column.lower(),) if column else COLUMNS
    found = next((head.index(name) for name in wanted if name in head), None)
    if found is None:
        names = ", ".join(head[:12])
        raise ReadError(f"no column holds posts among: {names}; name it with --column")
    return found


def _settings(cells: Mapping[str, object]) -> tuple[str | None, str | None]:
    def of(names: Sequence[str]) -> str | None:
        found = next((cells[name] for name in names if name in cells), None)
        return found.strip() or None if isinstance(found, str) else None

    return of(_CHANNEL), of(_LANGUAGE)


def _quoted_csv(text: str) -> str:
    return text.replace('"', '""')


def _plain_csv(comma: str) -> Callable[[str], str | None]:
    return lambda text: None if set(text) & {comma, '"', "\n", "\r"} else text


def _rows(text: str, comma: str) -> Iterator[list[_Cell]]:
    """The rows of a CSV text, with the place of each character."""
    row: list[_Cell] = []
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


def _cell(text: str, at: int, comma: str) -> tuple[_Cell, int]:
    if text[at : at + 1] != '"':
        end = at
        while end < len(text) and text[end] not in (comma, "\n", "\r"):
            end += 1
        return _Cell(text[at:end], list(range(at, end + 1))), end
    places, words = [], []
    at += 1
    while at < len(text):
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                places.append(at)
                return _Cell("".join(words), places, True), at + 1
            places.append(at)
            words.append('"')
            at += 2
            continue
        places.append(at)
        words.append(text[at])
        at += 1
    raise ReadError("a quotation mark that opens a cell is never closed")


def _json(text: str, column: str | None) -> Iterator[Draft]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"it is no JSON: {error.msg} at line {error.lineno}") from error
    reader = _JsonReader(text)
    reader.value()
    wanted = (column.lower(),) if column else COLUMNS
    found = [(record, key) for record in reader.records for key in wanted if key in record]
    if not found:
        raise ReadError("no key of its objects holds posts; name it with --column")
    seen: set[int] = set()
    for record, key in found:
        if id(record) not in seen:
            seen.add(id(record))
            cells = {name: cell.text for name, cell in record.items()}
            cell = record[key]
            yield Draft(
                cell.text, cell.places, len(seen), *_settings(cells),
                lambda new: json.dumps(new, ensure_ascii=False)[1:-1],
            )  # fmt: skip


class _JsonReader:
    """Finds the texts of every object in a JSON text that is known to be right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.records: list[dict[str, _Cell]] = []

    def value(self) -> _Cell | None:
        self.skip()
        sign = self.text[self.at]
        if sign == '"':
            return self.string()
        if sign == "{":
            record: dict[str, _Cell] = {}
            self.records.append(record)
            for name in self.members("}"):
                found = self.value()
                if found:
                    record[name.lower()] = found
        elif sign == "[":
            for _ in self.members("]"):
                self.value()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]} \t\r\n":
                self.at += 1
        return None

    def members(self, end: str) -> Iterator[str]:
        self.at += 1
        self.skip()
        while self.text[self.at] != end:
            name = ""
            if end == "}":
                name = self.string().text
                self.skip()
                self.at += 1  # the colon
            yield name
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
                self.skip()
        self.at += 1

    def string(self) -> _Cell:
        found = _STRING.match(self.text, self.at)
        assert found
        self.at = found.end()
        words, places = [], []
        for piece in _PIECE.finditer(found[1]):
            words.append(json.loads(f'"{piece[0]}"'))
            places.append(found.start(1) + piece.start())
        return _Cell("".join(words), [*places, found.end(1)], True)

    def skip(self) -> None:
        found = _BLANK.match(self.text, self.at)
        assert found
        self.at = found.end()
