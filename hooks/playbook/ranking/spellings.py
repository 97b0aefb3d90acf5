"""Ranks entries with a word as it was typed before those with other accents."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from ..search.analysis import fold
from ..search.coding import decode
from ..search.spellings import spelling, words_as_written
from .index import Index
from .weights import Score


def spelling_factors(index: Index, query: str, shares: Mapping[str, float]) -> dict[int, float]:
    """The factors of entries that contain a word of a query only with other accents.

    ``shares`` are, by folded word, the share of each significant word in the query, from 0 to 1.
    """
    factors: dict[int, float] = {}
    for word in dict.fromkeys(words_as_written(query)):
        folded = fold(word)
        term = index.languages[0].vocabulary.term(folded)
        spellings = index.data["spellings"].get(term, {})
        typed = spelling(word, term)
        if folded not in shares or typed not in spellings:
            continue
        factor = 1 - (1 - Score.OTHER_SPELLING) * shares[folded]
        entries = set[int]().union(*map(_entries, spellings.values()))
        for entry in entries - _entries(spellings[typed]):
            factors[entry] = factors.get(entry, 1.0) * factor
    return factors


def _entries(coded: str) -> set[int]:
    """The entries that `Spellings.serialized` has encoded."""
    return set(accumulate(decode(coded), lambda last, distance: last + distance + 1))
