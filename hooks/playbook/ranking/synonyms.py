"""Finds synonyms of the words of a query in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .index import Index
from .terms import ConceptPhrase, QueryWord, TermWeights, add_term
from .weights import Match


def synonyms(
    index: Index, texts: Sequence[str], query: Sequence[QueryWord]
) -> list[list[TermWeights]]:
    """The synonyms of each word of a query, for each language.

    If several phrases begin at a word, the longest is used: *logga in* is not *logga*. The
    synonyms of a phrase belong to its first significant word.
    """
    found: list[list[TermWeights]] = [[{} for _ in index.languages] for _ in texts]
    for n, language in enumerate(index.languages):
        numbers = [language.number(text) for text in texts]
        for start, first in enumerate(numbers):
            concepts = [] if first is None else index.concepts[n].get(first, [])
            ends = [phrase_end(concept.terms, numbers, query, start) for concept in concepts]
            end = max(start, *ends) if ends else start
            word = _significant_word(query, start, end)
            for concept, own_end in zip(concepts, ends, strict=True):
                if word is not None and own_end == end:
                    weight = Match.WIDER if concept.is_wider else Match.SYNONYM
                    _add_meant(index, concept.meant, weight, found[word])
    return found


def _significant_word(query: Sequence[QueryWord], start: int, end: int) -> int | None:
    """The first word of a part of a query that is not a stop word."""
    return next((n for n in range(start, min(end, len(query))) if not query[n].is_stop), None)


def phrase_end(
    terms: Sequence[int], numbers: Sequence[int | None], query: Sequence[QueryWord], start: int
) -> int:
    """The end of a phrase that begins at a word of the query; ``start`` if it is not there.

    A stop word may stand between its words: *logga jag in*.
    """

    def term_at(position: int) -> int | None:
        return numbers[position] if position < len(numbers) else None

    position = start
    for term in terms[1:]:
        following = position + 1
        if term_at(following) != term and following < len(query) and query[following].is_stop:
            position += 1
        position += 1
        if term_at(position) != term:
            return start
    return position + 1


def _add_meant(
    index: Index, phrases: Iterable[ConceptPhrase], weight: float, terms: list[TermWeights]
) -> None:
    """Add the significant terms of phrases to the possible terms of a word."""
    for phrase in phrases:
        stop_terms = index.languages[phrase.language].stop_terms
        significant = [term for term in phrase.terms if term not in stop_terms]
        for term in significant:
            share = weight / len(significant) ** Match.MANY_WORDS
            add_term(terms[phrase.language], term, share)
