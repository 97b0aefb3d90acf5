"""Reads the posts of a JSON export, with the file offset of each character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .draft import Draft, ReadError
from .export_columns import Cell, ExportColumns

_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.",
    re.DOTALL,
)
"""A character of a JSON string: an escape, two of a surrogate pair, or the character itself."""
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.)*)"')
_WHITESPACE = re.compile(r"[ \t\r\n]*")


def json_drafts(text: str, column: str | None, names: ExportColumns) -> Iterator[Draft]:
    """The post in each JSON object, under one of the names.

    Raises ReadError if no object contains a post.
    """
    reader = _JsonReader(text)
    try:
        json.loads(text, parse_int=str)  # Python refuses to convert thousands of digits
        reader.value()
    except json.JSONDecodeError as error:
        raise ReadError(
            f"the file is not valid JSON: {error.msg} at line {error.lineno}"
        ) from error
    except RecursionError as error:
        raise ReadError("the JSON is nested too deeply") from error
    records = _records_with_posts(reader.records, column, names)
    if not records:
        raise ReadError("no key with posts found; give it with --column")
    seen: set[int] = set()
    for record, key in records:
        if id(record) not in seen:
            seen.add(id(record))
            cells = {name: cell.text for name, cell in record.items()}
            cell = record[key]
            yield Draft(
                cell.text, cell.offsets, len(seen), *names.channel_and_language(cells),
                lambda new: json.dumps(new, ensure_ascii=False)[1:-1],
            )  # fmt: skip


def _records_with_posts(
    records: list[dict[str, Cell]], column: str | None, names: ExportColumns
) -> list[tuple[dict[str, Cell], str]]:
    """The records with posts, each with the key of the post. Fallback keys count only if
    no record has another key."""
    for keys in [(column.lower(),)] if column else [names.posts, names.fallbacks]:
        if matches := [(record, key) for record in records for key in keys if key in record]:
            return matches
    return []


class _JsonReader:
    """Finds the strings of every object in a valid JSON text."""

    def __init__(self, text: str) -> None:
        self.text, self.offset = text, 0
        self.records: list[dict[str, Cell]] = []

    def value(self) -> Cell | None:
        """Read the next value, and the objects in it; returns a string, and None for the rest."""
        self.skip()
        character = self.text[self.offset]
        if character == '"':
            return self.string()
        if character == "{":
            record: dict[str, Cell] = {}
            self.records.append(record)
            for name in self.members("}"):
                cell = self.value()
                if cell:
                    record[name.lower()] = cell
        elif character == "[":
            for _ in self.members("]"):
                self.value()
        else:
            while self.offset < len(self.text) and self.text[self.offset] not in ",]} \t\r\n":
                self.offset += 1
        return None

    def members(self, end: str) -> Iterator[str]:
        """Stop before each value of an object or a list, up to its ``end``; yields its name."""
        self.offset += 1
        self.skip()
        while self.text[self.offset] != end:
            name = ""
            if end == "}":
                name = self.string().text
                self.skip()
                self.offset += 1  # the colon
            yield name
            self.skip()
            if self.text[self.offset] == ",":
                self.offset += 1
                self.skip()
        self.offset += 1

    def string(self) -> Cell:
        match = _STRING.match(self.text, self.offset)
        assert match
        self.offset = match.end()
        characters, offsets = [], []
        for character_match in _CHARACTER.finditer(match[1]):
            characters.append(json.loads(f'"{character_match[0]}"'))
            offsets.append(match.start(1) + character_match.start())
        return Cell("".join(characters), [*offsets, match.end(1)], is_quoted=True)

    def skip(self) -> None:
        match = _WHITESPACE.match(self.text, self.offset)
        assert match
        self.offset = match.end()
