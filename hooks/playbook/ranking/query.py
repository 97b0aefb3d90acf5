"""Parses a query into words, each with its possible terms and their weights from 0 to 1.

Looser matches are only tried if the handbook does not contain a word as written.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..search.analysis import words
from .compounds import joined_compounds, known_half, split_compound
from .index import Index
from .lookup import known_terms, prefix_matches
from .synonyms import synonyms
from .terms import QueryWord, TermWeights, merge
from .typos import typo_matches
from .weights import Match


def parse_query(index: Index, query: str) -> list[QueryWord]:
    """The words of a query as typed, in their order, with their possible terms."""
    texts = [
        text
        for word in words(query)
        for text in (
            word.parts if word.parts and not _is_known(index, word.whole) else [word.whole]
        )
    ]
    language = dominant_language(index, texts)
    may_continue = query[-1:].isalnum()  # the last word may be incomplete
    parsed = [
        _cached_word(index, language, text, may_continue and n == len(texts) - 1)
        for n, text in enumerate(texts)
    ]
    joined = joined_compounds(index.languages[0], texts, parsed)
    for word, compounds in zip(parsed, joined, strict=True):
        merge(word.terms[0], compounds)
    for word, found in zip(parsed, synonyms(index, texts, parsed), strict=True):
        for terms, more in zip(word.terms, found, strict=True):
            merge(terms, more)
    return [part for word in parsed for part in (word.parts or [word])]


def _is_known(index: Index, text: str) -> bool:
    """Whether a word is a stop word or a term with entries in any language."""
    return any(
        text in language.vocabulary.stop or index.frequency(n, language.number(text)) > 0
        for n, language in enumerate(index.languages)
    )


def dominant_language(index: Index, texts: Iterable[str]) -> int:
    """The number of the language that a query is written in: the one with most of its words."""
    texts = list(texts)
    known = [sum(map(language.knows, texts)) for language in index.languages]
    return known.index(max(known))


def _cached_word(index: Index, language: int, text: str, may_continue: bool) -> QueryWord:
    key = (text, language, may_continue)
    if key not in index.word_cache:
        index.word_cache[key] = _read_word(index, language, text, may_continue)
    word = index.word_cache[key]
    return QueryWord(text, [dict(terms) for terms in word.terms], word.is_stop, word.parts)


def _read_word(index: Index, query_language: int, text: str, may_continue: bool) -> QueryWord:
    """The possible terms of a word, independent of the other words."""
    languages = index.languages
    own = languages[query_language]
    if text in own.vocabulary.stop:
        return _stop_word(index, query_language, text)
    weights = [
        Match.EXACT if n == query_language else Match.OTHER_LANGUAGE for n in range(len(languages))
    ]
    terms = [
        known_terms(language, text, weight)
        for language, weight in zip(languages, weights, strict=True)
    ]
    if _is_used(index, terms):
        return QueryWord(text, terms)
    if parts := _compound_parts(index, query_language, text):
        return QueryWord(text, terms, parts=parts)
    for n, language in enumerate(languages if may_continue else ()):
        merge(terms[n], prefix_matches(language, text, weights[n]))
    for n, language in enumerate(() if _is_used(index, terms) else languages):
        merge(terms[n], typo_matches(language, text))
    if own.vocabulary.compounds and not _is_used(index, terms):
        merge(terms[query_language], known_half(own, text))
    return QueryWord(text, terms)


def _is_used(index: Index, terms: list[TermWeights]) -> bool:
    """Whether an entry contains one of the possible terms."""
    return any(index.frequency(n, term) > 0 for n, some in enumerate(terms) for term in some)


def _stop_word(index: Index, query_language: int, text: str) -> QueryWord:
    terms: list[TermWeights] = [{} for _ in index.languages]
    term = index.languages[query_language].number(text)
    if term is not None:
        terms[query_language][term] = Match.EXACT
    return QueryWord(text, terms, is_stop=True)


def _compound_parts(index: Index, query_language: int, text: str) -> list[QueryWord] | None:
    """The parts of an unknown compound, in the language of the query or otherwise in another."""
    others = (n for n in range(len(index.languages)) if n != query_language)
    for n in (query_language, *others):
        language = index.languages[n]
        parts = split_compound(language, text) if language.vocabulary.compounds else None
        if parts:
            return [
                QueryWord(part, [terms if m == n else {} for m in range(len(index.languages))])
                for part, terms in parts
            ]
    return None
