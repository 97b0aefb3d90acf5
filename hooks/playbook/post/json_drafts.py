"""The posts of a JSON export, with the place of each character in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .draft import Draft, ReadError
from .export_columns import CAPTIONS, COLUMNS, Cell, settings

_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.",
    re.DOTALL,
)
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.)*)"')
_BLANK = re.compile(r"[ \t\r\n]*")


def json_drafts(text: str, column: str | None) -> Iterator[Draft]:
    """The posts of the objects. Raises ReadError where none holds any."""
    reader = _JsonReader(text)
    try:
        json.loads(text)
        reader.value()
    except json.JSONDecodeError as error:
        raise ReadError(
            f"the file is not valid JSON: {error.msg} at line {error.lineno}"
        ) from error
    except RecursionError as error:
        raise ReadError("the JSON is nested too deeply") from error
    found = _found(reader.records, column)
    if not found:
        raise ReadError("no key with posts found; give it with --column")
    seen: set[int] = set()
    for record, key in found:
        if id(record) not in seen:
            seen.add(id(record))
            cells = {name: cell.text for name, cell in record.items()}
            cell = record[key]
            yield Draft(
                cell.text, cell.places, len(seen), *settings(cells),
                lambda new: json.dumps(new, ensure_ascii=False)[1:-1],
            )  # fmt: skip


def _found(records: list[dict[str, Cell]], column: str | None) -> list[tuple[dict[str, Cell], str]]:
    """The records that hold posts, each with the key that does; a caption only where none has."""
    for wanted in ((column.lower(),),) if column else (COLUMNS, CAPTIONS):
        if found := [(record, key) for record in records for key in wanted if key in record]:
            return found
    return []


class _JsonReader:
    """Finds the strings of every object in a valid JSON text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.records: list[dict[str, Cell]] = []

    def value(self) -> Cell | None:
        self.skip()
        sign = self.text[self.at]
        if sign == '"':
            return self.string()
        if sign == "{":
            record: dict[str, Cell] = {}
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

    def string(self) -> Cell:
        found = _STRING.match(self.text, self.at)
        assert found
        self.at = found.end()
        words, places = [], []
        for piece in _PIECE.finditer(found[1]):
            words.append(json.loads(f'"{piece[0]}"'))
            places.append(found.start(1) + piece.start())
        return Cell("".join(words), [*places, found.end(1)], True)

    def skip(self) -> None:
        found = _BLANK.match(self.text, self.at)
        assert found
        self.at = found.end()
