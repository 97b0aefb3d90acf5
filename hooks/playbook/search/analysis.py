"""Splits text into normalised ("folded") words.

The browser does the same with a query (``analysis.js``); a test compares the results of both for
every word of the shipped files.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER_REPLACEMENTS = str.maketrans({
    **dict(zip("åäöéèëêüáàâôîïçñ”“–…»«", "aaoeeeeuaaaoiicn\"\"-.\"\"", strict=True)),
    "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+|(?<=[0-9])[:./][0-9]+)*")
_SEPARATORS = re.compile(r"[-'’:./]")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, with its parts if it contains a hyphen, a colon or another separator."""

    whole: str
    parts: tuple[str, ...] = ()


def fold(text: str) -> str:
    """The text in lower case, without rings, dots and accents."""
    text = text.lower().translate(_LETTER_REPLACEMENTS)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> Iterator[Word]:
    """The folded words of a text, in order."""
    return map(_word, _WORD.findall(fold(text)))


@functools.lru_cache(maxsize=100_000)
def _word(word: str) -> Word:
    if word.isalnum():
        return Word(word)
    word = re.sub("['’]s$", "", word)
    parts = tuple(part for part in _SEPARATORS.split(word) if part)
    return Word(re.sub("[-'’]", "", word), parts if len(parts) > 1 else ())
