"""Finds the suggestion in a mail or an issue: from its first line to its last."""

from __future__ import annotations

import codecs
import re

from ..model.suggestion_limits import MAX_AROUND, MAX_BYTES, SUGGESTION_FORMAT
from ..problems import Location, Phrase, Problem
from ..source.codes import TOO_LARGE
from ..source.decoding import decode, decode_utf8, format_problem
from ..source.tree import Tree, read_tree
from . import codes

FIRST_LINE = f"suggestion: {SUGGESTION_FORMAT}"
LAST_LINE = "..."
"""The mark with which a YAML document ends: without it, the text has been cut off."""
_LINE_ENDING = re.compile("\r\n|\r|\n")


def suggestion_tree(raw: bytes, name: str) -> Tree | list[Problem]:
    """The data of the one suggestion in a text, or the problems.

    What is before and after it is ignored: greetings, signatures, the headings of a form. The
    locations are those in the whole text, with the path ``name``.
    """
    if len(raw) > MAX_AROUND:
        return [TOO_LARGE.at(Location(name), limit=MAX_AROUND)]
    if problem := format_problem(raw, name):
        return [problem]
    text = decode_utf8(raw.removeprefix(codecs.BOM_UTF8), name)
    if isinstance(text, Problem):
        return [text]
    lines = [_without_mail_spaces(line) for line in _LINE_ENDING.split(text)]
    found = _lines_of_suggestion([line.rstrip(" ") for line in lines], name)
    if isinstance(found, Problem):
        return [found]
    empty_lines = [""] * found.start  # so that locations are those in the whole text
    part = "\n".join([*empty_lines, *lines[found.start : found.stop], ""])
    if len(part.encode().lstrip(b"\n")) > MAX_BYTES:
        limit = Phrase("suggestion.bytes", count=MAX_BYTES)
        return [codes.TOO_LONG.at(Location(name, found.start + 1), key="suggestion", limit=limit)]
    decoded, problems = decode(part.encode(), name)
    tree, more = read_tree(name, decoded) if decoded is not None else (None, [])
    return tree if tree and not [*problems, *more] else [*problems, *more]


def _without_mail_spaces(line: str) -> str:
    """A line without the no-break spaces with which mail programs indent and end lines."""
    text = line.lstrip(" \u00a0")
    return " " * (len(line) - len(text)) + text.rstrip("\u00a0")


def _lines_of_suggestion(lines: list[str], name: str) -> range | Problem:
    """The indexes of the lines of the suggestion, without its last line."""
    starts = [index for index, line in enumerate(lines) if line == FIRST_LINE]
    if len(starts) != 1:
        found = Phrase("suggestion.several" if starts else "suggestion.none")
        return codes.NO_SUGGESTION.at(Location(name), found=found)
    start = starts[0]
    end = next((index for index in range(start, len(lines)) if lines[index] == LAST_LINE), None)
    if end is None:
        return codes.CUT_OFF.at(Location(name, len(lines)))
    return range(start, end)
