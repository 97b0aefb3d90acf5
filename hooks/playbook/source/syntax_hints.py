"""Hints for common YAML mistakes that the parser reports late or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

from ..problems import Phrase
from . import flow_hints, indentation_hints, item_hints, pasted_hints
from .hint import ParserState, SyntaxHint
from .lines import parts_of, quoted, with_quotes

_COLON_PATTERN = re.compile(r" *(?:- +)?(?P<mistake>[a-z_]+:)[^\s/]")
_CURLY_QUOTE_PATTERN = re.compile(r" *(?:- +)?(?:[\w-]+: +)?(?P<mistake>[“”„])")

Detector = Callable[[ParserState], Iterator[SyntaxHint]]


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
    line = state.text(start.line)
    if start.line < end.line:
        reason = Phrase("yaml.quote-not-closed", line=end.line + 1)
        cure = Phrase("cure.yaml.quote-not-closed")
        new_lines = ((start.line, f"{line.rstrip()}{scalar.style}"),)
        yield SyntaxHint(start.line, start.column, reason, cure, new_lines)
    elif line[: start.column] == parts_of(line).before:
        value = parts_of(line).value
        new_lines = ((start.line, with_quotes(line)),)
        if '""' in value and value.endswith('"'):
            reason, cure = Phrase("yaml.excel-quotes"), Phrase("cure.yaml.excel-quotes")
        else:
            quote = "'" if scalar.style == '"' else '"'
            reason = Phrase("yaml.part-quoted")
            cure = Phrase("cure.yaml.part-quoted", quote=quote)
        yield SyntaxHint(start.line, start.column, reason, cure, new_lines)


def _detect_text_after_braces(state: ParserState) -> Iterator[SyntaxHint]:
    if not isinstance(state.last_event, MappingEndEvent | SequenceEndEvent):
        return
    start: Any = state.last_event.start_mark
    end: Any = state.last_event.end_mark
    if end.line == state.line and end.column > start.column and state.current_line.strip():
        reason, cure = Phrase("yaml.after-brace"), Phrase("cure.yaml.after-brace")
        new_lines = ((state.line, with_quotes(state.current_line)),)
        yield SyntaxHint(state.line, state.column, reason, cure, new_lines)


def _detect_missing_space_after_colon(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _COLON_PATTERN.match(state.current_line):
        reason = Phrase("yaml.no-space-after-colon")
        cure = Phrase("cure.yaml.no-space-after-colon", key=match["mistake"])
        end = match.end("mistake")
        new = f"{state.current_line[:end]} {state.current_line[end:]}"
        new_lines = ((state.line, new),)
        yield SyntaxHint(state.line, match.start("mistake"), reason, cure, new_lines)


def _detect_curly_quotes(state: ParserState) -> Iterator[SyntaxHint]:
    if match := _CURLY_QUOTE_PATTERN.match(state.current_line):
        reason, cure = Phrase("yaml.curly-quotes"), Phrase("cure.yaml.curly-quotes")
        new_lines = ((state.line, with_quotes(state.current_line)),)
        yield SyntaxHint(state.line, match.start("mistake"), reason, cure, new_lines)


def _detect_colon_in_text(state: ParserState) -> Iterator[SyntaxHint]:
    parts = state.parts(state.line)
    is_in_value = state.column >= len(parts.before) and (parts.key or parts.dashes)
    if state.message == "mapping values are not allowed in this context" and is_in_value:
        reason, cure = Phrase("yaml.colon-in-text"), Phrase("cure.yaml.first-character")
        new_lines = ((state.line, f"{parts.before}{quoted(parts.value)}"),)
        yield SyntaxHint(state.line, state.column, reason, cure, new_lines)


def _detect_comment_in_text(state: ParserState) -> Iterator[SyntaxHint]:
    above = state.lines[state.line_above]
    if above.lstrip().startswith("#") and not re.match(
        r"\s*(- |[\w-]+:(\s|$))", state.current_line
    ):
        reason, cure = Phrase("yaml.comment-in-text"), Phrase("cure.yaml.comment-in-text")
        yield SyntaxHint(state.line_above, len(above) - len(above.lstrip()), reason, cure)


_DETECTORS: tuple[Detector, ...] = (
    pasted_hints.detect,
    flow_hints.detect_parentheses,
    flow_hints.detect_extra_brace,
    _detect_quote_mistakes,
    _detect_text_after_braces,
    item_hints.detect,
    _detect_missing_space_after_colon,
    _detect_curly_quotes,
    _detect_comment_in_text,
    _detect_colon_in_text,
    indentation_hints.detect,
)
"""The detectors, most specific first."""
