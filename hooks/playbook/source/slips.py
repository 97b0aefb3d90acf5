"""What somebody did who wrote what YAML cannot read: the parser notices it later, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_DASH = re.compile(r" *(?P<here>-)[^\s-][\w-]*:(?: |$)")
_COLON = re.compile(r" *(?:- +)?(?P<here>[a-z_]+:)[^\s/]")
_CURLY = re.compile(r" *(?:- +)?(?:[\w-]+: +)?(?P<here>[“”„])")
_BULLET = re.compile(r" *(?P<here>[–—•·])\s")


@dataclass(frozen=True)
class Slip:
    """A place, counted from 0, with the cause and the cure."""

    line: int
    column: int
    reason: str
    cure: str


@dataclass(frozen=True)
class Stop:
    """Where the parser stopped, counted from 0: the file's lines, and the last event before it."""

    lines: Sequence[str]
    line: int
    column: int
    before: Any

    @property
    def here(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def above(self) -> int:
        """The line above that has anything on it."""
        line = self.line - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)


def slip(stop: Stop) -> Slip | None:
    """The slip that explains why the parser stopped, where one of those that are known does."""
    return next((found for kind in _KINDS for found in kind(stop)), None)


def _conflict(stop: Stop) -> Iterator[Slip]:
    for number, line in enumerate(stop.lines):
        if _CONFLICT.match(line):
            reason = "git's mark of two versions that it could not merge"
            yield Slip(
                number, 0, reason, "keep one of the two and delete the marks <<<, === and >>>"
            )


def _quotes(stop: Stop) -> Iterator[Slip]:
    last = stop.before
    if not isinstance(last, ScalarEvent) or last.style not in ("'", '"'):
        return
    start: Any = last.start_mark
    end: Any = last.end_mark
    if end.line != stop.line:
        return
    if start.line < end.line:
        reason = f"a quote that is not closed before another begins, on line {end.line + 1}"
        yield Slip(start.line, start.column, reason, "close it where the text ends")
    else:
        other = "'" if last.style == '"' else '"'
        cure = f"put {other} around the whole text; where it holds both sorts, write ’ and ” within"
        yield Slip(start.line, start.column, "a text that is only partly in quotes", cure)


def _braces(stop: Stop) -> Iterator[Slip]:
    if not isinstance(stop.before, MappingEndEvent | SequenceEndEvent):
        return
    begin: Any = stop.before.start_mark
    end: Any = stop.before.end_mark
    if end.line == stop.line and end.column > begin.column and stop.here.strip():
        reason = "words after a closing brace or bracket"
        cure = "put quotes around the whole text where it begins with { or ["
        yield Slip(stop.line, stop.column, reason, cure)


def _dash(stop: Stop) -> Iterator[Slip]:
    for number in (stop.line, stop.above):
        if number < len(stop.lines) and (found := _DASH.match(stop.lines[number])):
            reason = "a dash without a space after it"
            yield Slip(number, found.start("here"), reason, "write a space after it: '- id: …'")


def _colon(stop: Stop) -> Iterator[Slip]:
    if found := _COLON.match(stop.here):
        reason = "a colon without a space after it"
        cure = f"write a space after it: '{found['here']} …'"
        yield Slip(stop.line, found.start("here"), reason, cure)


def _bullet(stop: Stop) -> Iterator[Slip]:
    if found := _BULLET.match(stop.here):
        reason = f"a '{found['here']}' where YAML wants a hyphen"
        yield Slip(stop.line, found.start("here"), reason, "write '- ' before each item of a list")


def _curly(stop: Stop) -> Iterator[Slip]:
    if found := _CURLY.match(stop.here):
        reason = "a text with a colon in curly quotes, which are letters to YAML"
        yield Slip(stop.line, found.start("here"), reason, "put straight quotes around it")


def _comment(stop: Stop) -> Iterator[Slip]:
    above = stop.lines[stop.above]
    if above.lstrip().startswith("#") and not re.match(r"\s*(- |[\w-]+:(\s|$))", stop.here):
        reason = "a comment within a text, which ends it"
        cure = "move the comment above the key of the text"
        yield Slip(stop.above, len(above) - len(above.lstrip()), reason, cure)


_KINDS: tuple[Callable[[Stop], Iterator[Slip]], ...] = (
    _conflict, _quotes, _braces, _dash, _colon, _bullet, _curly, _comment,
)  # fmt: skip
"""The slips, those that explain most first."""
