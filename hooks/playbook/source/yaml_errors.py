"""Messages for the errors of the YAML parser, written for editors."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..problems import Location, Phrase, Problem
from .codes import SYNTAX
from .syntax_hints import ParserState, find_hint

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
_REPORTED_LATE = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
)
"""Errors that libyaml reports long after the actual mistake."""
_FLOW_ERRORS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_COLON_IN_FLOW = (Phrase("yaml.colon-in-braces"), Phrase("cure.yaml.colon-in-braces"))
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
    if parser_message in _FLOW_ERRORS and context:
        if lines[mark.line].startswith(": ", mark.column) and mark.line == context.line:
            reason, cure = _COLON_IN_FLOW
        elif mark.line != context.line:
            mark = context
    elif parser_message in _VAGUE_ERRORS and (
        hint := find_hint(ParserState(lines, mark.line, mark.column, last_event))
    ):
        location = Location(path, hint.line + 1, hint.column + 1)
        return SYNTAX.at(location, reason=hint.reason, cure=hint.cure)
    location = Location(path, min(mark.line, len(lines) - 1) + 1, mark.column + 1)
    return SYNTAX.at(location, reason=reason, cure=cure)
