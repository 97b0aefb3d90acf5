"""Calculates the weight of each word of a query: rare words count more than common words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .index import Index
from .terms import TermWeights
from .weights import Rarity


def rarity(index: Index, terms: Sequence[TermWeights]) -> float:
    """The rarity of a word; 0 if no entry contains any of its terms in any language.

    If several terms have the largest weight, the most common of them decides.
    """
    frequency, top = 0, 0.0
    for language, weights in enumerate(terms):
        for term, weight in weights.items():
            term_frequency = 0 if weight < top else index.frequency(language, term)
            if not term_frequency:
                continue  # no entry contains the term, only its synonyms
            frequency = term_frequency if weight > top else max(frequency, term_frequency)
            top = weight
    return top * _inverse_frequency(index, frequency) if top else 0.0


def _inverse_frequency(index: Index, frequency: int) -> float:
    """The inverse document frequency of a term."""
    return math.pow(math.log(1 + len(index.ids) / (frequency + 1)), Rarity.EXPONENT)


def damped_terms(
    index: Index, terms: Sequence[TermWeights], word_rarity: float
) -> list[TermWeights]:
    """The terms of a word, with smaller weights for terms that are more common than the word."""
    return [
        {term: weight * _damping(index, n, term, word_rarity) for term, weight in weights.items()}
        for n, weights in enumerate(terms)
    ]


def _damping(index: Index, language: int, term: int, word_rarity: float) -> float:
    frequency = index.frequency(language, term)
    if not frequency or not word_rarity:
        return 1.0
    share = min(1.0, _inverse_frequency(index, frequency) / word_rarity)
    return math.pow(share, Rarity.COMMONER_SYNONYM)


def phrase_rarity(index: Index, language: int, terms: Sequence[int]) -> tuple[float, list[int]]:
    """The sum of the rarities of a phrase's significant terms, and its stop words."""
    stop_terms = index.languages[language].stop_terms
    significant = 0.0
    for term in terms:
        if term not in stop_terms:
            significant += _inverse_frequency(index, index.frequency(language, term))
    return significant, [term for term in terms if term in stop_terms]
