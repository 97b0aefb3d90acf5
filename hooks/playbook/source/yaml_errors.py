"""Messages for the errors of the YAML parser, written for editors."""

from __future__ import annotations

from typing import Any

import yaml

from ..problems import Location, Problem
from .codes import SYNTAX
from .syntax_hints import ParserState, find_hint

_QUOTES = "put quotes around the whole text"
_MESSAGES = {
    "mapping values are not allowed in this context": (
        "': ' inside a text, or a line that is indented too far",
        f"{_QUOTES}, or fix the indentation",
    ),
    "did not find expected key": (
        "a key cannot start here",
        f"align it with its sibling keys; if only part of a text is quoted, {_QUOTES}",
    ),
    "did not find expected '-' indicator": (
        "a line in a list does not start with '- '",
        "start a new item with '- ', or align the line with the keys of its item",
    ),
    "did not find expected ',' or '}'": (
        "braces are not closed, or a text inside them contains one of { } [ ]",
        "write each language on its own line",
    ),
    "did not find expected ',' or ']'": (
        "brackets are not closed, or a text inside them contains one of { } [ ]",
        "write each item on its own line, after '- '",
    ),
    "found unexpected end of stream": (
        "a quote is never closed",
        "close it where the text ends",
    ),
    "found unexpected document indicator": (
        "a quote is never closed",
        "close it where the text ends",
    ),
    "found character that cannot start any token": (
        "a text begins with a character that has a meaning in YAML",
        _QUOTES,
    ),
    "could not find expected ':'": (
        "the line is neither a key with a value nor part of a text",
        "add ': ' and a value, or indent it below the text it belongs to",
    ),
    "did not find expected alphabetic or numeric character": (
        "a text begins with * or &",
        _QUOTES,
    ),
    "found unknown escape character": (
        "an invalid escape sequence in double quotes",
        "use single quotes",
    ),
    "did not find expected hexdecimal number": (
        "an incomplete escape sequence in double quotes",
        "use single quotes",
    ),
    "block sequence entries are not allowed in this context": (
        "a list item on the same line as its key",
        "start the list on the next line; quote a text that begins with a hyphen",
    ),
    "did not find expected node content": (
        "a value is missing between brackets, braces or commas",
        "add it, or remove the comma",
    ),
    "did not find expected <document start>": (
        "this text is outside the keys of the file",
        "indent it below its key",
    ),
    "did not find expected comment or line break": (
        "there is text on the same line as | or >",
        "start the text on the next line, indented",
    ),
}
_REPORTED_LATE = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
)
"""Errors that libyaml reports long after the actual mistake."""
_FLOW_ERRORS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_COLON_IN_FLOW = (
    "': ' in a text inside braces or brackets",
    "put quotes around that text",
)
_VAGUE_ERRORS = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "could not find expected ':'",
    "mapping values are not allowed in this context",
)
"""Errors that state where the parser stopped, but not why."""


def explain_error(error: yaml.YAMLError, path: str, text: str, last_event: Any = None) -> Problem:
    """The problem for a parser error, located where the mistake is likely to be.

    ``last_event`` is the last event that the parser produced.
    """
    lines = text.split("\n")
    if not isinstance(error, yaml.MarkedYAMLError):
        return SYNTAX.at(Location(path), reason=error)
    parser_message = error.problem or error.context or ""
    reason, cure = _MESSAGES.get(parser_message, (parser_message, None))
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
