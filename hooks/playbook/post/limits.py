"""Counting what a post holds, and pointing at the first that is too many."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .finding import Spot
from .phrases import Phrases
from .tokens import Post

LONG_WORD = 6
"""A word of more letters is long, for LIX (Björnsson 1968)."""
SHOUTED = 4
"""A word of fewer letters in capitals is taken for an abbreviation."""

Span = tuple[int, int]


def counted(check: Mapping[str, Any], post: Post, most: int, exceptions: Phrases) -> Iterator[Spot]:
    """The spots of a limit other than that on words of a list."""
    if check["of"] == "characters":
        yield from _characters(post, most)
    elif check["of"] == "sentence_words":
        for sentence in post.sentences:
            if sentence.words > most:
                yield Spot(sentence.start, sentence.end, str(sentence.words))
    elif check["of"] == "lix":
        found = lix(post) if len(post.words) >= check["min_words"] else 0
        if found > most:
            yield Spot(0, 0, str(found))
    else:
        fine = {(its.first, its.last) for its in exceptions.find(post)}
        yield from over(_SPANS[check["of"]](post, fine), most)


def over(spans: Sequence[Span], most: int) -> Iterator[Spot]:
    """The first of the spans that is one too many, with how many there are."""
    if len(spans) > most:
        start, end = spans[most]
        yield Spot(start, end, str(len(spans)))


def _characters(post: Post, most: int) -> Iterator[Spot]:
    """Where the post gets too long. A line break is one character, however it is written."""
    length = characters(post.text)
    if length > most:
        start, count = 0, 0
        while count < most:
            start += 2 if post.text[start : start + 2] == "\r\n" else 1
            count += 1
        yield Spot(start, len(post.text), str(length))


def characters(text: str) -> int:
    """How many characters a text has, as platforms count."""
    return len(text) - text.count("\r\n")


def lix(post: Post) -> int:
    """The readability index: words a sentence, and the share of long words times a hundred."""
    words = len(post.words)
    if not words:
        return 0
    long = sum(letters(word.text) > LONG_WORD for word in post.words)
    return math.floor(words / len(post.sentences) + 100 * long / words + 0.5)


def letters(word: str) -> int:
    """How many letters and digits a word has; marks that belong to a letter are none."""
    return sum(one not in "'’:.,-‑" for one in unicodedata.normalize("NFC", word))


def _emoji(post: Post, fine: set[Span]) -> list[Span]:
    return [(its.start, its.end) for its in post.of("emoji")]


def _hashtags(post: Post, fine: set[Span]) -> list[Span]:
    return [(its.start, its.end) for its in post.of("hashtag")]


def _links(post: Post, fine: set[Span]) -> list[Span]:
    return [(its.start, its.end) for its in post.of("link")]


def _exclamations(post: Post, fine: set[Span]) -> list[Span]:
    return [(at, at + 1) for at in post.signs("!")]


def _capitals(post: Post, fine: set[Span]) -> list[Span]:
    shouted = [
        (number, unit)
        for number, unit in enumerate(post.units)
        if not any(first <= number <= last for first, last in fine) and is_shouted(unit.exact)
    ]
    return [(unit.start, unit.end) for _, unit in shouted]


def is_shouted(word: str) -> bool:
    """Whether a word is written in capitals alone, and is long enough to be a word."""
    plain = [one for one in word if one != "'"]
    return len(plain) >= SHOUTED and all(one != one.lower() for one in plain)


_SPANS: Mapping[str, Callable[[Post, set[Span]], list[Span]]] = {
    "emoji": _emoji,
    "hashtags": _hashtags,
    "links": _links,
    "exclamations": _exclamations,
    "capitals": _capitals,
}
