"""Finds unquoted texts that YAML cuts off at a hashtag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..problems import Edit, Fix, Location, Problem
from . import codes
from .lines import quoted

_HASH = re.compile(r"(?<! ) +(#\w[\w-]*)")
"""A hashtag and all spaces before it. The lookbehind keeps the search linear: without it, a match
would be tried from each of the spaces."""


def lines_with_hash(text: str) -> Mapping[int, str]:
    """The zero-based lines that contain ' #' followed by a word."""
    if not _HASH.search(text):
        return {}
    return {number: line for number, line in enumerate(text.split("\n")) if _HASH.search(line)}


def find_truncated_text(path: str, lines: Mapping[int, str], event: Any) -> Iterator[Problem]:
    """The problem for an unquoted text that is followed by a hashtag rather than a comment.

    ``event`` is that of the text, which must end on one of ``lines``.
    """
    mark = event.end_mark
    if match := _HASH.match(lines[mark.line], mark.column):
        location = Location(path, mark.line + 1, match.start(1) + 1)
        fix = None
        if not event.value:  # a key without a value: a comment there would have a space
            line = lines[mark.line].rstrip()
            text = quoted(line[match.start(1) :])
            fix = Fix((Edit(location, location.line, len(line) + 1, text),))
        yield codes.TRUNCATED_TEXT.at(location, word=match[1], fix=fix)
