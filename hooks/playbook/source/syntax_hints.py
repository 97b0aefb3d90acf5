"""Hints for common YAML mistakes that the parser reports late or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

_CONFLICT_PATTERN = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_DASH_PATTERN = re.compile(r" *(?P<position>-)[^\s-][\w-]*:(?: |$)")
_COLON_PATTERN = re.compile(r" *(?:- +)?(?P<position>[a-z_]+:)[^\s/]")
_CURLY_PATTERN = re.compile(r" *(?:- +)?(?:[\w-]+: +)?(?P<position>[“”„])")
_BULLET_PATTERN = re.compile(r" *(?P<position>[–—•·])\s")


@dataclass(frozen=True)
class SyntaxHint:
    """A zero-based position with its cause and fix."""

    line: int
    column: int
    reason: str
    cure: str


@dataclass(frozen=True)
class ParserState:
    """Where the parser stopped (zero-based), the file's lines, and the last event before that."""

    lines: Sequence[str]
    line: int
    column: int
    last_event: Any

    @property
    def current_line(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def line_above(self) -> int:
        """The number of the nearest line above that is not blank."""
        line = self.line - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)


def find_hint(state: ParserState) -> SyntaxHint | None:
    """The first hint that explains why the parser stopped, or None."""
    return next((hint for detector in _DETECTORS for hint in detector(state)), None)


def _detect_conflict(state: ParserState) -> Iterator[SyntaxHint]:
    for number, line in enumerate(state.lines):
        if _CONFLICT_PATTERN.match(line):
            reason = "a git merge conflict marker"
            yield SyntaxHint(
                number, 0, reason, "keep one version and delete the markers <<<, === and >>>"
            )


def _detect_quotes(state: ParserState) -> Iterator[SyntaxHint]:
    last = state.last_event
    if not isinstance(last, ScalarEvent) or last.style not in ("'", '"'):
        return
    start: Any = last.start_mark
    end: Any = last.end_mark
    if end.line != state.line:
        return
    if start.line < end.line:
        reason = f"a quote is not closed before the next one, on line {end.line + 1}"
        yield SyntaxHint(start.line, start.column, reason, "close it at the end of the text")
    else:
        quote = "'" if last.style == '"' else '"'
        cure = (
            f"put {quote} around the whole text; if it contains both kinds of quotes, "
            "use ’ and ” inside it"
        )
        yield SyntaxHint(start.line, start.column, "only part of the text is quoted", cure)


def _detect_braces(state: ParserState) -> Iterator[SyntaxHint]:
    if not isinstance(state.last_event, MappingEndEvent | SequenceEndEvent):
        return
    begin: Any = state.last_event.start_mark
    end: Any = state.last_event.end_mark
    if end.line == state.line and end.column > begin.column and state.current_line.strip():
        reason = "there is text after a closing brace or bracket"
        cure = "put quotes around the whole text if it begins with { or ["
        yield SyntaxHint(state.line, state.column, reason, cure)


def _detect_dash(state: ParserState) -> Iterator[SyntaxHint]:
    for number in (state.line, state.line_above):
        if number < len(state.lines) and (match := _DASH_PATTERN.match(state.lines[number])):
            reason = "there is no space after the dash"
            yield SyntaxHint(
                number, match.start("position"), reason, "write a space after it: '- id: …'"
            )


def _detect_colon(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _COLON_PATTERN.match(state.current_line):
        reason = "there is no space after the colon"
        cure = f"write a space after it: '{match['position']} …'"
        yield SyntaxHint(state.line, match.start("position"), reason, cure)


def _detect_bullet(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _BULLET_PATTERN.match(state.current_line):
        reason = f"'{match['position']}' is not a list marker"
        yield SyntaxHint(
            state.line, match.start("position"), reason, "start each list item with '- '"
        )


def _detect_curly(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _CURLY_PATTERN.match(state.current_line):
        reason = "a text with a colon is in curly quotes, which YAML does not recognise as quotes"
        yield SyntaxHint(
            state.line, match.start("position"), reason, "put straight quotes around it"
        )


def _detect_comment(state: ParserState) -> Iterator[SyntaxHint]:
    above = state.lines[state.line_above]
    if above.lstrip().startswith("#") and not re.match(
        r"\s*(- |[\w-]+:(\s|$))", state.current_line
    ):
        reason = "a comment inside a text ends the text"
        cure = "move the comment above the key of the text"
        yield SyntaxHint(state.line_above, len(above) - len(above.lstrip()), reason, cure)


_DETECTORS: tuple[Callable[[ParserState], Iterator[SyntaxHint]], ...] = (
    _detect_conflict, _detect_quotes, _detect_braces, _detect_dash,
    _detect_colon, _detect_bullet, _detect_curly, _detect_comment,
)  # fmt: skip
"""The detectors, most specific first."""
