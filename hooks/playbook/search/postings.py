"""The postings: which words the text of each entry contains, and their weights."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .coding import encode
from .language_index import LanguageIndex

STRENGTHS = 4
"""The number of levels of a word's strength in a text."""
MAX_WORDS = 90
"""The maximum number of words that are indexed for a text; the most significant words are."""
AVERAGE_LENGTH = 150
"""The assumed average length of a text, as the sum of the weights of its words."""

Weights = Mapping[str, int]


def weights(language: LanguageIndex, texts: Iterable[tuple[str, int]]) -> Weights:
    """The weight of each term in an entry's texts, which are given with their weights."""
    by_term: Counter[str] = Counter()
    for text, weight in texts:
        for term in language.read(text, language.language.stop):
            by_term[term] += weight
    return by_term


def serialized(bodies: Sequence[Weights], numbers: Mapping[str, int]) -> Iterator[str]:
    """For each term, the entries whose text contains it, encoded: deltas, each with a strength."""
    frequencies = Counter(term for body in bodies for term in body)
    rows: list[list[int]] = [[] for _ in numbers]
    last_entries = [-1] * len(numbers)
    for entry, body in enumerate(bodies):
        length = sum(body.values())
        for term in _significant_terms(body, frequencies, len(bodies)):
            number = numbers[term]
            delta = entry - last_entries[number] - 1
            rows[number].append(delta * STRENGTHS + _strength(body[term], length))
            last_entries[number] = entry
    return map(encode, rows)


def _significant_terms(body: Weights, frequencies: Weights, entries: int) -> list[str]:
    """The most significant terms of a text, by TF-IDF."""

    def sort_key(term: str) -> float:
        return -body[term] * math.log(1 + entries / frequencies[term])

    return sorted(sorted(body), key=sort_key)[:MAX_WORDS]


def _strength(weight: int, length: int) -> int:
    """A term's strength in a text of a given length, by the formula of BM25, from 0 to 3."""
    share = weight / (weight + 1.2 * (0.4 + 0.6 * length / AVERAGE_LENGTH))
    return min(STRENGTHS - 1, int(share * STRENGTHS))
