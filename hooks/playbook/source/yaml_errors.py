"""Messages for the errors of the YAML parser, written for editors."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..problems import Location, Phrase, Problem
from . import item_hints, pasted_hints
from .codes import SYNTAX
from .flow_hints import FLOW_ERRORS, flow_hint
from .hint import NewLines, ParserState, SyntaxHint, fix_of
from .lines import with_quotes
from .syntax_hints import find_hint

_MESSAGES = {
    "mapping values are not allowed in this context": (
        Phrase("yaml.colon"),
        Phrase("cure.yaml.colon"),
    ),
    "did not find expected key": (Phrase("yaml.key"), Phrase("cure.yaml.key")),
    "did not find expected '-' indicator": (Phrase("yaml.no-dash"), Phrase("cure.yaml.no-dash")),
    "did not find expected ',' or '}'": (Phrase("yaml.braces"), Phrase("cure.yaml.braces")),
    "did not find expected ',' or ']'": (Phrase("yaml.brackets"), Phrase("cure.yaml.brackets")),
    "found unexpected end of stream": (Phrase("yaml.open-quote"), Phrase("cure.yaml.open-quote")),
    "found unexpected document indicator": (
        Phrase("yaml.open-quote"),
        Phrase("cure.yaml.open-quote"),
    ),
    "found character that cannot start any token": (
        Phrase("yaml.first-character"),
        Phrase("cure.yaml.first-character"),
    ),
    "mapping keys are not allowed in this context": (
        Phrase("yaml.first-character"),
        Phrase("cure.yaml.first-character"),
    ),
    "could not find expected ':'": (Phrase("yaml.no-key"), Phrase("cure.yaml.no-key")),
    "did not find expected alphabetic or numeric character": (
        Phrase("yaml.star"),
        Phrase("cure.yaml.star"),
    ),
    "found unknown escape character": (Phrase("yaml.escape"), Phrase("cure.yaml.escape")),
    "did not find expected hexdecimal number": (
        Phrase("yaml.short-escape"),
        Phrase("cure.yaml.short-escape"),
    ),
    "block sequence entries are not allowed in this context": (
        Phrase("yaml.item-beside-key"),
        Phrase("cure.yaml.item-beside-key"),
    ),
    "did not find expected node content": (Phrase("yaml.no-value"), Phrase("cure.yaml.no-value")),
    "did not find expected <document start>": (Phrase("yaml.outside"), Phrase("cure.yaml.outside")),
    "did not find expected comment or line break": (
        Phrase("yaml.beside-bar"),
        Phrase("cure.yaml.beside-bar"),
    ),
}
_OPEN_QUOTE = ("found unexpected end of stream", "found unexpected document indicator")
_REPORTED_LATE = (*_OPEN_QUOTE, "could not find expected ':'")
"""Errors that libyaml reports long after the actual mistake."""
_QUOTABLE = (
    "found character that cannot start any token",
    "mapping keys are not allowed in this context",
    "did not find expected alphabetic or numeric character",
    "found unknown escape character",
    "did not find expected hexdecimal number",
)
"""Errors that quotes around the whole text of the line remove."""
_VAGUE_ERRORS = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "could not find expected ':'",
    "mapping values are not allowed in this context",
)
"""Errors that state where the parser stopped, but not why."""


_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where YAML ends a line: the parser counts lines so."""


def explain_error(error: yaml.YAMLError, path: str, text: str, last_event: Any = None) -> Problem:
    """The problem for a parser error, located where the mistake is likely to be.

    ``last_event`` is the last event that the parser produced.
    """
    lines = _LINE_BREAK.split(text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return SYNTAX.at(Location(path), reason=error)
    parser_message = error.problem or error.context or ""
    reason: str | Phrase = parser_message
    cure: Phrase | None = None
    if parser_message in _MESSAGES:
        reason, cure = _MESSAGES[parser_message]
    mark = error.problem_mark or error.context_mark
    context = error.context_mark
    if context and (parser_message in _REPORTED_LATE or (mark and mark.line >= len(lines))):
        mark = context
    if mark is None:
        return SYNTAX.at(Location(path), reason=reason, cure=cure)
    state = ParserState(lines, mark.line, mark.column, last_event, parser_message)
    new_lines = _corrected(state)
    hint = _hint(state, context)
    if hint:
        reason, cure, new_lines = hint.reason, hint.cure, hint.new_lines
        mark_line, column = hint.line, hint.column
    else:
        if parser_message in FLOW_ERRORS and context and mark.line != context.line:
            mark = context
        mark_line, column = min(mark.line, len(lines) - 1), mark.column
    fix = fix_of(path, lines, new_lines, state.line)
    return SYNTAX.at(Location(path, mark_line + 1, column + 1), reason=reason, cure=cure, fix=fix)


def _hint(state: ParserState, context: Any) -> SyntaxHint | None:
    """A hint that is more specific than the parser's message, or None."""
    if state.message in FLOW_ERRORS and context:
        return flow_hint(state, context.line)
    if state.message in _VAGUE_ERRORS:
        return find_hint(state)
    return next(item_hints.detect_star(state), None) or next(pasted_hints.detect(state), None)


def _corrected(state: ParserState) -> NewLines:
    """The corrected line of an error that quotes remove; empty for other errors."""
    line = state.current_line
    if state.message in _QUOTABLE:
        return ((state.line, with_quotes(line)),)
    if state.message in _OPEN_QUOTE and line[state.column :][:1] in ("'", '"'):
        return ((state.line, f"{line.rstrip()}{line[state.column]}"),)
    return ()
