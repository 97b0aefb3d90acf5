"""What the YAML parser's errors mean to somebody who writes a handbook."""

from __future__ import annotations

from typing import Any

import yaml

from ..problems import Place, Problem
from .codes import SYNTAX
from .slips import Stop, slip

_QUOTES = "put quotes around the whole text"
_MEANINGS = {
    "mapping values are not allowed in this context": (
        "a colon with a space after it, within a text or on a line indented too far",
        f"{_QUOTES}, or mend the indentation",
    ),
    "did not find expected key": (
        "this is not where a key of its own may begin",
        "give it the indentation of the keys beside it; where a text is only partly in quotes, "
        f"{_QUOTES}",
    ),
    "did not find expected '-' indicator": (
        "this stands in a list and does not begin with '- '",
        "write '- ' before a new item, or as many spaces before it as before the keys beside it",
    ),
    "did not find expected ',' or '}'": (
        "braces that are not closed, or a text in them that holds one of { } [ ]",
        "write each language on a line of its own",
    ),
    "did not find expected ',' or ']'": (
        "brackets that are not closed, or a text in them that holds one of { } [ ]",
        "write each item on a line of its own, after '- '",
    ),
    "found unexpected end of stream": (
        "a quote that is never closed",
        "close it where the text ends",
    ),
    "found unexpected document indicator": (
        "a quote that is never closed",
        "close it where the text ends",
    ),
    "found character that cannot start any token": (
        "a text that begins with a sign of YAML's own",
        _QUOTES,
    ),
    "could not find expected ':'": (
        "a line that is neither a key with a value nor part of a text",
        "add ': ' and a value, or indent it under the text that it belongs to",
    ),
    "did not find expected alphabetic or numeric character": (
        "a text that begins with * or &",
        _QUOTES,
    ),
    "found unknown escape character": (
        "a backslash in double quotes, before a letter that it does not go with",
        "use single quotes around the text",
    ),
    "did not find expected hexdecimal number": (
        "a backslash in double quotes, which begins a code there",
        "use single quotes around the text",
    ),
    "block sequence entries are not allowed in this context": (
        "a hyphen with a space, on the line of the key",
        "begin a list on the next line; put quotes around a text that begins with a hyphen",
    ),
    "did not find expected node content": (
        "a value is missing between brackets, braces or commas",
        "write it, or remove the comma",
    ),
    "did not find expected <document start>": (
        "this stands outside the keys of the file",
        "indent it under the key that it belongs to",
    ),
    "did not find expected comment or line break": (
        "a text on the same line as | or >",
        "begin the text on the next line, indented",
    ),
}
_AT_THE_BEGINNING = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
)
"""Errors that libyaml notices long after the place where the mistake was made."""
_WITHIN = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_COLON_WITHIN = (
    "a colon with a space after it, in a text within braces or brackets",
    "put quotes around that text",
)
_SLIPS = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "could not find expected ':'",
    "mapping values are not allowed in this context",
)
"""Errors that say where the parser was lost, and little of what went before."""


def explained(error: yaml.YAMLError, path: str, text: str, before: Any = None) -> Problem:
    """The problem behind an error of the parser's, at the place where an editor should look.

    ``before`` is the last event that the parser gave.
    """
    lines = text.split("\n")
    if not isinstance(error, yaml.MarkedYAMLError):
        return SYNTAX.at(Place(path), reason=error)
    said = error.problem or error.context or ""
    reason, cure = _MEANINGS.get(said, (said, None))
    mark = error.problem_mark or error.context_mark
    begin = error.context_mark
    if begin and (said in _AT_THE_BEGINNING or (mark and mark.line >= len(lines))):
        mark = begin
    if mark is None:
        return SYNTAX.at(Place(path), reason=reason, cure=cure)
    if said in _WITHIN and begin:
        if lines[mark.line].startswith(": ", mark.column) and mark.line == begin.line:
            reason, cure = _COLON_WITHIN
        elif mark.line != begin.line:
            mark = begin
    elif said in _SLIPS and (found := slip(Stop(lines, mark.line, mark.column, before))):
        place = Place(path, found.line + 1, found.column + 1)
        return SYNTAX.at(place, reason=found.reason, cure=found.cure)
    place = Place(path, min(mark.line, len(lines) - 1) + 1, mark.column + 1)
    return SYNTAX.at(place, reason=reason, cure=cure)
