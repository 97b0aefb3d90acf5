"""The compiled parts of a pattern, and how they are joined at word boundaries.

A class with every letter takes Python long to compile, and most boundaries are next to a letter. So
a boundary there has a form with one such class instead of four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .token_patterns import WORD

_IN_WORD = re.compile(f"[{WORD}_]")
_BOUNDARY = f"(?:(?<=[{WORD}_])(?![{WORD}_])|(?<![{WORD}_])(?=[{WORD}_]))"


@dataclass(frozen=True)
class Part:
    """A compiled part: its form, the length of its shortest match, and its ways to match.

    ``begins`` and ``ends`` tell that each of its matches begins, or ends, with a character of a
    word. A boundary has no form before it is joined with its neighbours.
    """

    form: str
    shortest: int
    ways: int
    begins: bool = False
    ends: bool = False


BOUNDARY = Part("", 0, 1)
"""The part for a boundary of a word."""


def is_in_word(characters: str) -> bool:
    """Whether all characters are characters of words."""
    return all(map(_IN_WORD.match, characters))


def joined(parts: Sequence[Part]) -> Part:
    """Parts that follow each other as one part."""
    form, shortest, ways = "", 0, 1
    for number, part in enumerate(parts):
        form += _boundary(parts, number) if part is BOUNDARY else part.form
        shortest, ways = shortest + part.shortest, ways * part.ways
    others = [part for part in parts if part is not BOUNDARY]
    begins, ends = (others[0].begins, others[-1].ends) if others else (False, False)
    return Part(form, shortest, ways, begins, ends)


def _boundary(parts: Sequence[Part], number: int) -> str:
    """The form of the boundary between two of the parts."""
    if number + 1 < len(parts) and parts[number + 1].begins:
        return f"(?<![{WORD}_])"
    if number > 0 and parts[number - 1].ends:
        return f"(?![{WORD}_])"
    return _BOUNDARY
