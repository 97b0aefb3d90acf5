"""Counts the elements of a post, and locates the first element beyond a limit."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .finding import Hit
from .phrases import Phrases
from .tokens import Post

MAX_SHORT_WORD_LENGTH = 6
"""The readability index LIX (Björnsson 1968) counts a word with more letters as long."""
MIN_CAPITALS_LENGTH = 4
"""Shorter words in capitals count as abbreviations."""

Span = tuple[int, int]


def over_limit(
    check: Mapping[str, Any], post: Post, limit: int, exceptions: Phrases
) -> Iterator[Hit]:
    """The hits of any limit but that on listed words, for which `limit.py` calls `excess`."""
    if check["of"] == "characters":
        yield from _excess_characters(post, limit)
    elif check["of"] == "sentence_words":
        for sentence in post.sentences:
            if sentence.words > limit:
                yield Hit(sentence.start, sentence.end, str(sentence.words))
    elif check["of"] == "lix":
        lix_value = lix(post) if len(post.words) >= check["min_words"] else 0
        if lix_value > limit:
            yield Hit(0, 0, str(lix_value))
    else:
        exception_spans = {(match.first, match.last) for match in exceptions.find(post)}
        yield from excess(_SPAN_FINDERS[check["of"]](post, exception_spans), limit)


def excess(spans: Sequence[Span], limit: int) -> Iterator[Hit]:
    """A hit at the first span beyond the limit, with the total count as its text."""
    if len(spans) > limit:
        start, end = spans[limit]
        yield Hit(start, end, str(len(spans)))


def _excess_characters(post: Post, limit: int) -> Iterator[Hit]:
    """The part of the post beyond the limit. A line break counts as one character."""
    original = post.original
    length = characters(original)
    if length > limit:
        start, count = 0, 0
        while count < limit:
            start += 2 if original[start : start + 2] == "\r\n" else 1
            count += 1
        yield Hit(bisect_left(post.offsets, start), len(post.text), str(length))


def characters(text: str) -> int:
    """The number of characters in a text, as platforms count them."""
    return len(text) - text.count("\r\n")


def lix(post: Post) -> int:
    """The readability index: words per sentence plus the percentage of long words."""
    words = len(post.words)
    if not words:
        return 0
    long_words = sum(letters(word.text) > MAX_SHORT_WORD_LENGTH for word in post.words)
    return math.floor(words / len(post.sentences) + 100 * long_words / words + 0.5)


def letters(word: str) -> int:
    """The number of letters and digits in a word; combining marks do not count."""
    return sum(character not in "'’:.,-‑" for character in unicodedata.normalize("NFC", word))


def _emoji(post: Post, exception_spans: set[Span]) -> list[Span]:
    return [(token.start, token.end) for token in post.of("emoji")]


def _hashtags(post: Post, exception_spans: set[Span]) -> list[Span]:
    return [(token.start, token.end) for token in post.of("hashtag")]


def _links(post: Post, exception_spans: set[Span]) -> list[Span]:
    return [(token.start, token.end) for token in post.of("link")]


def _exclamations(post: Post, exception_spans: set[Span]) -> list[Span]:
    return [(offset, offset + 1) for offset in post.occurrences("!")]


def _capitals(post: Post, exception_spans: set[Span]) -> list[Span]:
    in_capitals = [
        unit
        for index, unit in enumerate(post.units)
        if not any(first <= index <= last for first, last in exception_spans)
        and is_in_capitals(unit.original)
    ]
    return [(unit.start, unit.end) for unit in in_capitals]


def is_in_capitals(word: str) -> bool:
    """Whether a word is all in capitals, and too long to be an abbreviation."""
    without_apostrophes = [letter for letter in word if letter != "'"]
    return len(without_apostrophes) >= MIN_CAPITALS_LENGTH and all(
        letter != letter.lower() for letter in without_apostrophes
    )


_SPAN_FINDERS: Mapping[str, Callable[[Post, set[Span]], list[Span]]] = {
    "emoji": _emoji,
    "hashtags": _hashtags,
    "links": _links,
    "exclamations": _exclamations,
    "capitals": _capitals,
}
