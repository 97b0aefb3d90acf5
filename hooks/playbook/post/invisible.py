"""Drops invisible characters from a post, so that they cannot hide a word from the checks.

Some readers see a blank where others see nothing, so a post has a second form, with spaces.
`invisible.js` is the JavaScript equivalent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..visible import EMOJI_SEQUENCE, INVISIBLE

_ANY = re.compile(f"[{INVISIBLE}]")
_SEQUENCE_OR_INVISIBLE = re.compile(f"(?:{EMOJI_SEQUENCE})|([{INVISIBLE}])")


def without_invisible(text: str) -> str:
    """The text without its invisible characters, except for those within emoji sequences."""
    return visible_text(text)[0]


def visible_text(text: str) -> tuple[str, Sequence[int]]:
    """The text without its invisible characters, and the offset of each of its characters.

    The last offset is the length of the text. The offsets count code points.
    """
    if not _ANY.search(text):
        return text, range(len(text) + 1)
    dropped = {match.start() for match in _SEQUENCE_OR_INVISIBLE.finditer(text) if match[1]}
    kept = [offset for offset in range(len(text)) if offset not in dropped]
    return "".join(text[offset] for offset in kept), [*kept, len(text)]


def spaced_text(text: str) -> str:
    """The text with a space for each invisible character, at the same offsets."""
    if not _ANY.search(text):
        return text
    return _SEQUENCE_OR_INVISIBLE.sub(lambda match: " " if match[1] else match[0], text)


def original_span(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The span in the original text of a span in the visible text."""
    return offsets[start], offsets[end - 1] + 1 if end > start else offsets[end]
