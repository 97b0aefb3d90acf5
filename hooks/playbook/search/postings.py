"""Which words stand in which entries' texts, and how much they weigh there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .coding import encode
from .language_index import LanguageIndex

STRENGTHS = 4
"""How many degrees a word's weight in a text has."""
KEPT_WORDS = 90
"""How many words of a text are kept: those that say most about it."""
USUAL_LENGTH = 150

Weights = Mapping[str, int]


def weights(language: LanguageIndex, texts: Iterable[tuple[str, int]]) -> Weights:
    """What each term weighs in an entry's texts, each of which has a weight of its own."""
    found: Counter[str] = Counter()
    for text, weight in texts:
        for term in language.read(text, language.language.stop):
            found[term] += weight
    return found


def serialized(bodies: Sequence[Weights], numbers: Mapping[str, int]) -> Iterator[str]:
    """For each term, the entries in whose text it stands: steps between them, with a strength."""
    spread = Counter(term for body in bodies for term in body)
    rows: list[list[int]] = [[] for _ in numbers]
    last = [-1] * len(numbers)
    for entry, body in enumerate(bodies):
        length = sum(body.values())
        for term in _significant(body, spread, len(bodies)):
            number = numbers[term]
            step = entry - last[number] - 1
            rows[number].append(step * STRENGTHS + _strength(body[term], length))
            last[number] = entry
    return map(encode, rows)


def _significant(body: Weights, spread: Weights, entries: int) -> list[str]:
    def significance(term: str) -> float:
        return -body[term] * math.log(1 + entries / spread[term])

    return sorted(sorted(body), key=significance)[:KEPT_WORDS]


def _strength(weight: int, length: int) -> int:
    """A word's weight beside its text's length, as BM25 calculates it, from 0 to 3."""
    share = weight / (weight + 1.2 * (0.4 + 0.6 * length / USUAL_LENGTH))
    return min(STRENGTHS - 1, int(share * STRENGTHS))
