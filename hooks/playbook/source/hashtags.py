"""Hashtags in texts without quotes: YAML takes them, and all that follows, for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..problems import Place, Problem
from . import codes

_HASH = re.compile(r"(?<! ) +(#\w[\w-]*)")
"""A hashtag after all the spaces before it: beginning anew at each would take their square."""


def hashes(text: str) -> Mapping[int, str]:
    """The lines, counted from 0, on which a # follows a space and begins a word."""
    if not _HASH.search(text):
        return {}
    return {number: line for number, line in enumerate(text.split("\n")) if _HASH.search(line)}


def cut_short(path: str, lines: Mapping[int, str], event: Any) -> Iterator[Problem]:
    """The problem with a text without quotes, where a hashtag and no comment follows it."""
    mark = event.end_mark
    if found := _HASH.match(lines[mark.line], mark.column):
        place = Place(path, mark.line + 1, found.start(1) + 1)
        yield codes.CUT_SHORT.at(place, word=found[1])
