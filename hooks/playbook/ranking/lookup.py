"""Finds the terms of a correctly spelled word: its own, those of compounds and of longer words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from .terms import Language, TermWeights, add_term
from .weights import Letters, Match


def known_terms(language: Language, word: str, weight: float = Match.EXACT) -> TermWeights:
    """The term of a folded word, and the terms of its compounds, parts, and words that end with it.

    ``weight`` is that of the term itself. Empty if the handbook does not contain the word.
    """
    terms: TermWeights = {}
    text = language.vocabulary.term(word)
    term = language.numbers.get(text)
    if term is not None:
        add_term(terms, term, weight)
        for related in (*language.compounds_of.get(term, ()), *language.parts.get(term, ())):
            add_term(terms, related, weight * Match.COMPOUND_PART)
    if language.vocabulary.compounds and len(word) >= Letters.AFFIX and len(text) >= Letters.PART:
        for longer in terms_with_suffix(language, text):
            add_term(terms, longer, weight * Match.SUFFIX)
    return terms


def prefix_matches(language: Language, word: str, weight: float = Match.EXACT) -> TermWeights:
    """The terms that begin with an unfinished word."""
    terms: TermWeights = {}
    if len(word) < Letters.AFFIX:
        return terms
    for term in terms_with_prefix(language, word):
        typed = len(word) / len(language.terms[term])
        share = Match.PREFIX_FLOOR + (1 - Match.PREFIX_FLOOR) * typed
        add_term(terms, term, weight * Match.PREFIX * share)
    return terms


def terms_with_prefix(language: Language, prefix: str) -> Iterator[int]:
    """The numbers of the terms that begin with a prefix; common and other terms are apart."""
    terms, common = language.terms, language.common_count
    for start, end in ((0, common), (common, len(terms))):
        number = bisect_left(terms, prefix, start, end)
        while number < end and terms[number].startswith(prefix):
            yield number
            number += 1


def terms_with_suffix(language: Language, suffix: str) -> list[int]:
    """The numbers of the longer terms that end with a suffix."""
    if suffix not in language.suffix_cache:
        length = len(suffix) + Letters.BEFORE_SUFFIX
        language.suffix_cache[suffix] = [
            number
            for number, term in enumerate(language.terms)
            if len(term) >= length and term.endswith(suffix)
        ]
    return language.suffix_cache[suffix]
