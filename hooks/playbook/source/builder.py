"""Turns the parser events of a YAML document into plain values, locations and problems.

Parser events show anchors and tags, are fast to process, and allow a depth limit.
"""

from __future__ import annotations

import unicodedata
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

from ..problems import MAX_PROBLEMS, Code, Location, Phrase, Problem
from ..visible import find_unseen
from . import codes
from .hashtags import find_truncated_text, lines_with_hash
from .hint import quoted_value_fix
from .loader import Loader
from .yaml_errors import explain_error

__all__ = ["DataPath", "Loader", "SourceRange", "build"]

MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_TEXT_LENGTH = 10_000

DataPath = tuple[str | int, ...]
"""The keys and indexes from the root of a file to a value."""

SourceRange = tuple[int, int, int, int, int]
"""Line and column of a value, line and column of its key, and the value's last line."""


def build(path: str, text: str) -> tuple[Any, dict[DataPath, SourceRange], list[Problem]]:
    """The value of a YAML document, the source range of every path in it, and the problems.

    The value is None for an empty document and after a problem that aborts reading.
    """
    builder = _Builder(path, text)
    try:
        value = builder.build_document(Loader(text))
    except yaml.YAMLError as error:
        builder.problems.append(explain_error(error, path, text, builder.last_event))
        value = None
    except _AbortReading:
        value = None
    return value, builder.ranges, builder.problems


def _composed(value: str) -> str:
    """The text with composed letters (NFC), as different systems write the same letters."""
    return value if value.isascii() else unicodedata.normalize("NFC", value)


class _AbortReading(Exception):  # noqa: N818
    """Reading was aborted; the problem has been recorded."""


class _Builder:
    """Turns the events of one document into values, source ranges and problems."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.lines_with_hash = lines_with_hash(text)
        self.problems: list[Problem] = []
        self.ranges: dict[DataPath, SourceRange] = {}
        self.node_count = 0
        self.last_event: Any = None
        """The last scalar or end event, for error messages."""

    def build_document(self, loader: Loader) -> Any:
        self.next: Callable[[], Any] = loader.get_event
        value: Any = None
        has_document = False
        while not isinstance(event := self.next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if has_document:
                    self.abort(codes.SECOND_DOCUMENT, event)
                has_document = True
                first = self.next()
                value = self.build_value(first, (), first)
        return value

    def build_value(self, event: Any, path: DataPath, key: Any) -> Any:
        """Return the value that starts with an event. ``key`` is the event of its key."""
        self.node_count += 1
        if len(path) > MAX_DEPTH:
            self.abort(codes.TOO_DEEP, event, limit=MAX_DEPTH)
        if self.node_count > MAX_NODES:
            self.abort(codes.TOO_MANY, event, limit=MAX_NODES, what=Phrase("items.values"))
        if isinstance(event, AliasEvent):
            self.report(codes.ANCHOR, event, name=f"*{event.anchor}")
            return f"*{event.anchor}"
        if event.anchor is not None or event.tag is not None:
            self.report_anchor_and_tag(event)
        start, key_mark = event.start_mark, key.start_mark
        end = start
        result: Any
        if isinstance(event, ScalarEvent):
            result = self.build_scalar(event)
            end = event.end_mark
        elif isinstance(event, MappingStartEvent):
            result = self.build_mapping(path)
        else:
            result = self.build_sequence(path)
        self.ranges[path] = (
            start.line + 1,
            start.column + 1,
            key_mark.line + 1,
            key_mark.column + 1,
            end.line + 1,
        )
        return result

    def build_scalar(self, event: Any) -> str | None:
        value = _composed(event.value)
        self.last_event = event
        if len(value) > MAX_TEXT_LENGTH:
            self.report(codes.TEXT_TOO_LONG, event, limit=MAX_TEXT_LENGTH)
            return value[:MAX_TEXT_LENGTH]
        if event.end_mark.line in self.lines_with_hash and not event.style:
            self.problems += find_truncated_text(self.path, self.lines_with_hash, event)
        if event.style == '"' and (match := find_unseen(value)):
            self.report(codes.INVISIBLE, event, number=f"{ord(match[0]):04X}")
        return value if value or event.style else None

    def build_mapping(self, path: DataPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        # A duplicate 'id' means that two entries were merged by mistake: report only that.
        duplicate_keys: set[str] = set()
        while not isinstance(key := self.next(), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self.abort(codes.KEY_NOT_TEXT, key)
            if key.anchor is not None or key.tag is not None:
                self.report_anchor_and_tag(key)
            name = _composed(key.value)
            value = self.build_value(self.next(), (*path, name), key)
            if name == "<<" and not key.style:
                self.report(codes.MERGE_KEY, key)
                continue
            if name not in result:
                result[name], keys[name] = value, key
            elif "id" not in duplicate_keys:
                self.report_duplicate(key, name, self.location(keys[name]).line, path)
                duplicate_keys.add(name)
        self.last_event = key
        return result

    def build_sequence(self, path: DataPath) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            result.append(self.build_value(event, (*path, len(result)), event))
        self.last_event = event
        return result

    def report_duplicate(self, key: Any, name: str, first: int, path: DataPath) -> None:
        is_entry = name == "id" and len(path) == 2 and path[0] == "entries"
        cure = Phrase("cure.dash-before-id") if is_entry else None
        self.report(codes.DUPLICATE_KEY, key, key=name, first=first, cure=cure)

    def report_anchor_and_tag(self, event: Any) -> None:
        fix = quoted_value_fix(self.path, self.text, event)
        if event.anchor is not None:
            self.report(codes.ANCHOR, event, name=f"&{event.anchor}", fix=fix)
        if event.tag is not None:
            self.report(codes.TAG, event, name=event.tag, fix=fix)

    def location(self, event: Any) -> Location:
        return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def report(self, code: Code, event: Any, **facts: Any) -> None:
        location = self.location(event)
        self.problems.append(code.at(location, **facts))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(codes.too_many_problems(location))
            raise _AbortReading

    def abort(self, code: Code, event: Any, **facts: Any) -> NoReturn:
        self.report(code, event, **facts)
        raise _AbortReading
