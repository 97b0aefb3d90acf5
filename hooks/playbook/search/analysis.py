"""How a text is split into folded words.

The browser does the same with what is typed (``analysis.js``); a test compares the two over every
word of the handbook.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = str.maketrans({
    **dict(zip("åäöéèëêüáàâôîïçñ”“–…»«", "aaoeeeeuaaaoiicn\"\"-.\"\"", strict=True)),
    "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+|(?<=[0-9])[:./][0-9]+)*")
_JOINTS = re.compile(r"[-'’:./]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text: folded, and its parts where it has a hyphen or a colon."""

    whole: str
    parts: tuple[str, ...] = ()


def fold(text: str) -> str:
    """A text in small letters, without rings, dots and accents."""
    text = text.lower().translate(_LETTERS)
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def words(text: str) -> Iterator[Word]:
    """The words of a text, folded, in their order."""
    return map(_word, _WORD.findall(fold(text)))


@functools.lru_cache(maxsize=100_000)
def _word(word: str) -> Word:
    if word.isalnum():
        return Word(word)
    word = re.sub("['’]s$", "", word)
    parts = tuple(part for part in _JOINTS.split(word) if part)
    return Word(re.sub("[-'’]", "", word), parts if len(parts) > 1 else ())
