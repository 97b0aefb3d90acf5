"""The events of a YAML document, turned into plain values, places and problems.

Only the events of the C parser are used: they know of anchors and tags, cost least, and let us
stop at a depth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from ..problems import MAX_PROBLEMS, Code, Place, Problem
from . import codes
from .hashtags import cut_short, hashes
from .syntax import explained

try:
    from yaml.cyaml import CBaseLoader as Loader
except ImportError:  # PyYAML without libyaml reads the same, slower
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_TEXT = 10_000

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u061c\u2060-\u2069\ufeff\ufff9-\uffff]"
)
"""Characters that show nothing, or turn the direction of what follows."""

Path = tuple[str | int, ...]


Spot = tuple[int, int, int, int, int]
"""Where a value stands: its line and column, those of the key before it, and its last line."""


def build(path: str, text: str) -> tuple[Any, dict[Path, Spot], list[Problem]]:
    """The value of the only document in a text, the spots of all that is in it, and the problems.

    The value is None where there is none, or where the problems leave nothing to go on with.
    """
    builder = _Builder(path, text)
    try:
        value = builder.document(Loader(text))
    except yaml.YAMLError as error:
        builder.problems.append(explained(error, path, text, builder.last))
        value = None
    except _StopReading:
        value = None
    return value, builder.spots, builder.problems


class _StopReading(Exception):  # noqa: N818
    """Reading cannot go on; the problem is already noted."""


class _Builder:
    """Turns the events of one document into values, spots and problems."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.hashes = hashes(text)
        self.problems: list[Problem] = []
        self.spots: dict[Path, Spot] = {}
        self.count = 0
        self.last: Any = None
        """The last scalar, or end of a mapping or list: where an error began, perhaps."""

    def document(self, loader: Loader) -> Any:
        self.next: Callable[[], Any] = loader.get_event
        value: Any = None
        seen = False
        while not isinstance(event := self.next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if seen:
                    self.stop(codes.SECOND_DOCUMENT, event)
                seen = True
                first = self.next()
                value = self.value(first, (), first)
        return value

    def value(self, event: Any, path: Path, key: Any) -> Any:
        """The value that begins with an event; ``key`` is the event before it, for its place."""
        self.count += 1
        if len(path) > MAX_DEPTH:
            self.stop(codes.TOO_DEEP, event, limit=MAX_DEPTH)
        if self.count > MAX_NODES:
            self.stop(codes.TOO_MANY, event, limit=MAX_NODES, what="values in one file")
        if isinstance(event, AliasEvent):
            self.problem(codes.ANCHOR, event, name=f"*{event.anchor}")
            return f"*{event.anchor}"
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)
        start, key_mark = event.start_mark, key.start_mark
        end = start
        result: Any
        if isinstance(event, ScalarEvent):
            result = self.scalar(event)
            end = event.end_mark
        elif isinstance(event, MappingStartEvent):
            result = self.mapping(path)
        else:
            result = self.sequence(path)
        self.spots[path] = (
            start.line + 1,
            start.column + 1,
            key_mark.line + 1,
            key_mark.column + 1,
            end.line + 1,
        )
        return result

    def scalar(self, event: Any) -> str | None:
        value: str = event.value
        self.last = event
        if len(value) > MAX_TEXT:
            self.problem(codes.TEXT_TOO_LONG, event, limit=MAX_TEXT)
            return value[:MAX_TEXT]
        if event.end_mark.line in self.hashes and not event.style:
            self.problems += cut_short(self.path, self.hashes, event)
        if event.style == '"' and (found := UNSEEN.search(value)):
            self.problem(codes.INVISIBLE, event, number=f"{ord(found[0]):04X}")
        return value if value or event.style else None

    def mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        doubled: set[str] = set()  # where the id is among them, two entries have run together
        while not isinstance(key := self.next(), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self.stop(codes.KEY_NOT_TEXT, key)
            if key.anchor is not None or key.tag is not None:
                self.refuse_marks(key)
            name: str = key.value
            value = self.value(self.next(), (*path, name), key)
            if name == "<<" and not key.style:
                self.problem(codes.MERGE_KEY, key)
                continue
            if name not in result:
                result[name], keys[name] = value, key
            elif "id" not in doubled:
                self.repeated(key, name, self.place(keys[name]).line, path)
                doubled.add(name)
        self.last = key
        return result

    def sequence(self, path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            result.append(self.value(event, (*path, len(result)), event))
        self.last = event
        return result

    def repeated(self, key: Any, name: str, first: int, path: Path) -> None:
        is_entry = name == "id" and len(path) == 2 and path[0] == "entries"
        cure = "write '- ' before it where another entry begins, or keep one" if is_entry else None
        self.problem(codes.DUPLICATE_KEY, key, key=name, first=first, cure=cure)

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.problem(codes.ANCHOR, event, name=f"&{event.anchor}")
        if event.tag is not None:
            self.problem(codes.TAG, event, name=event.tag)

    def place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def problem(self, code: Code, event: Any, **facts: Any) -> None:
        place = self.place(event)
        self.problems.append(code.at(place, **facts))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(codes.too_many_problems(place))
            raise _StopReading

    def stop(self, code: Code, event: Any, **facts: Any) -> NoReturn:
        self.problem(code, event, **facts)
        raise _StopReading
