"""Hints for common YAML mistakes that the parser reports late or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

from ..problems import Phrase

_DASH_PATTERN = re.compile(r" *(?P<mistake>-)[^\s-][\w-]*:(?: |$)")
_COLON_PATTERN = re.compile(r" *(?:- +)?(?P<mistake>[a-z_]+:)[^\s/]")
_CURLY_QUOTE_PATTERN = re.compile(r" *(?:- +)?(?:[\w-]+: +)?(?P<mistake>[“”„])")
_BULLET_PATTERN = re.compile(r" *(?P<mistake>[–—•·])\s")


@dataclass(frozen=True)
class SyntaxHint:
    """A mistake at a zero-based position: its cause, and how to fix it."""

    line: int
    column: int
    reason: Phrase
    cure: Phrase


@dataclass(frozen=True)
class ParserState:
    """The lines of the file, where the parser stopped (zero-based), and its last event."""

    lines: Sequence[str]
    line: int
    column: int
    last_event: Any

    @property
    def current_line(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def line_above(self) -> int:
        """The index of the nearest line above that is not blank."""
        line = self.line - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)


def find_hint(state: ParserState) -> SyntaxHint | None:
    """The first hint that explains why the parser stopped, or None."""
    return next((hint for detector in _DETECTORS for hint in detector(state)), None)


def _detect_quote_mistakes(state: ParserState) -> Iterator[SyntaxHint]:
    scalar = state.last_event
    if not isinstance(scalar, ScalarEvent) or scalar.style not in ("'", '"'):
        return
    start: Any = scalar.start_mark
    end: Any = scalar.end_mark
    if end.line != state.line:
        return
    if start.line < end.line:
        reason = Phrase("yaml.quote-not-closed", line=end.line + 1)
        cure = Phrase("cure.yaml.quote-not-closed")
        yield SyntaxHint(start.line, start.column, reason, cure)
    else:
        quote = "'" if scalar.style == '"' else '"'
        reason = Phrase("yaml.part-quoted")
        cure = Phrase("cure.yaml.part-quoted", quote=quote)
        yield SyntaxHint(start.line, start.column, reason, cure)


def _detect_text_after_braces(state: ParserState) -> Iterator[SyntaxHint]:
    if not isinstance(state.last_event, MappingEndEvent | SequenceEndEvent):
        return
    start: Any = state.last_event.start_mark
    end: Any = state.last_event.end_mark
    if end.line == state.line and end.column > start.column and state.current_line.strip():
        reason, cure = Phrase("yaml.after-brace"), Phrase("cure.yaml.after-brace")
        yield SyntaxHint(state.line, state.column, reason, cure)


def _detect_missing_space_after_dash(state: ParserState) -> Iterator[SyntaxHint]:
    for index in (state.line, state.line_above):
        if index < len(state.lines) and (match := _DASH_PATTERN.match(state.lines[index])):
            reason, cure = (
                Phrase("yaml.no-space-after-dash"),
                Phrase("cure.yaml.no-space-after-dash"),
            )
            yield SyntaxHint(index, match.start("mistake"), reason, cure)


def _detect_missing_space_after_colon(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _COLON_PATTERN.match(state.current_line):
        reason = Phrase("yaml.no-space-after-colon")
        cure = Phrase("cure.yaml.no-space-after-colon", key=match["mistake"])
        yield SyntaxHint(state.line, match.start("mistake"), reason, cure)


def _detect_bullet(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _BULLET_PATTERN.match(state.current_line):
        reason, cure = Phrase("yaml.bullet", mark=match["mistake"]), Phrase("cure.yaml.bullet")
        yield SyntaxHint(state.line, match.start("mistake"), reason, cure)


def _detect_curly_quotes(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _CURLY_QUOTE_PATTERN.match(state.current_line):
        reason, cure = Phrase("yaml.curly-quotes"), Phrase("cure.yaml.curly-quotes")
        yield SyntaxHint(state.line, match.start("mistake"), reason, cure)


def _detect_comment_in_text(state: ParserState) -> Iterator[SyntaxHint]:
    above = state.lines[state.line_above]
    if above.lstrip().startswith("#") and not re.match(
        r"\s*(- |[\w-]+:(\s|$))", state.current_line
    ):
        reason, cure = Phrase("yaml.comment-in-text"), Phrase("cure.yaml.comment-in-text")
        yield SyntaxHint(state.line_above, len(above) - len(above.lstrip()), reason, cure)


_DETECTORS: tuple[Callable[[ParserState], Iterator[SyntaxHint]], ...] = (
    _detect_quote_mistakes,
    _detect_text_after_braces,
    _detect_missing_space_after_dash,
    _detect_missing_space_after_colon,
    _detect_bullet,
    _detect_curly_quotes,
    _detect_comment_in_text,
)
"""The detectors, most specific first."""
