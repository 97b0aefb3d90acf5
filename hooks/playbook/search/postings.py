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
"""At most this many words of a text are indexed: the most significant ones."""
AVERAGE_LENGTH = 150
"""The assumed average length of a text, as the sum of the weights of its words."""

Weights = Mapping[str, int]


def weights(index: LanguageIndex, texts: Iterable[tuple[str, int]]) -> Weights:
    """The weight of each term in an entry's texts, which are given with their weights."""
    by_term: Counter[str] = Counter()
    for text, weight in texts:
        for term in index.read(text, index.vocabulary.stop):
            by_term[term] += weight
    return by_term


def serialized(
    weights_by_entry: Sequence[Weights], term_numbers: Mapping[str, int]
) -> Iterator[str]:
    """For each term, encoded: the entries whose text contains it.

    Each is the distance from the previous one, with the strength of the term in its text.
    """
    entry_counts = Counter(term for weights in weights_by_entry for term in weights)
    rows: list[list[int]] = [[] for _ in term_numbers]
    last_entries = [-1] * len(term_numbers)
    for entry, weights in enumerate(weights_by_entry):
        length = sum(weights.values())
        for term in _significant_terms(weights, entry_counts, len(weights_by_entry)):
            number = term_numbers[term]
            distance = entry - last_entries[number] - 1
            rows[number].append(distance * STRENGTHS + _strength(weights[term], length))
            last_entries[number] = entry
    return map(encode, rows)


def _significant_terms(
    weights: Weights, entry_counts: Mapping[str, int], entry_count: int
) -> list[str]:
    """The most significant terms of a text, by TF-IDF.

    ``entry_counts`` has for each term the number of entries with this term.
    """

    def sort_key(term: str) -> float:
        return -weights[term] * math.log(1 + entry_count / entry_counts[term])

    return sorted(sorted(weights), key=sort_key)[:MAX_WORDS]


def _strength(weight: int, length: int) -> int:
    """A term's strength in a text of a given length, by the formula of BM25, from 0 to 3."""
    share = weight / (weight + 1.2 * (0.4 + 0.6 * length / AVERAGE_LENGTH))
    return min(STRENGTHS - 1, int(share * STRENGTHS))
