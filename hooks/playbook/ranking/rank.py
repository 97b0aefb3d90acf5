"""Ranks the entries for a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..search.analysis import fold, words
from .index import Index
from .query import parse_query
from .rarity import damped_terms, rarity
from .score import WeightedQuery, best_phrases, coverage, phrase_matches
from .spellings import spelling_factors
from .terms import QueryWord
from .weights import Rarity, Score, Shown

Reader = Mapping[str, str]
"""The reader's choices: ``account``, ``roles`` and ``countries``, each with one value."""


@dataclass(frozen=True)
class Result:
    """An entry that matches a query; ``share`` is how much of it, from 0 to about 1."""

    entry: int
    score: float
    share: float


def search(index: Index, query: str, reader: Reader | None = None) -> list[Result]:
    """All entries that match a query as typed, best first."""
    parsed = parse_query(index, query)
    exact = index.entries.get(query.strip().lower())
    weighted = _weighted(index, parsed)
    if not weighted.total:
        return [] if exact is None else [Result(exact, 1.0, 1.0)]
    matches = phrase_matches(index, weighted.terms)
    best = best_phrases(index, matches, weighted)
    covered = coverage(index, matches, weighted)
    factors = _kind_factors(index, query)
    spelling = spelling_factors(index, query, {
        word.text: own / weighted.total
        for word, own in zip(_significant_words(parsed), weighted.rarities, strict=True)
    })  # fmt: skip
    results = []
    for entry, strength in covered.strength.items():
        if strength:
            first, second = best.get(entry, (0.0, 0.0))
            score = first + Score.SECOND_PHRASE * second
            score += Score.COVERAGE * strength / weighted.total
            kind = index.kind[entry]
            factor = index.data["kinds"][kind][1] / 100 * factors[kind]
            score *= factor * _reader_factor(index.scopes.get(entry, {}), reader or {})
            score *= spelling.get(entry, 1.0)
            results.append(Result(entry, score, covered.share[entry] / weighted.total))
    return sorted(
        results, key=lambda each: (_group(index, each.entry, exact), -each.score, each.entry)
    )


def _weighted(index: Index, parsed: Sequence[QueryWord]) -> WeightedQuery:
    """The significant words of a query with their rarities, and its stop words."""
    query = _significant_words(parsed)
    rarities = [
        float(Rarity.STOP_WORD) if word.is_stop else rarity(index, word.terms) for word in query
    ]
    terms = [
        word.terms if word.is_stop else damped_terms(index, word.terms, own)
        for word, own in zip(query, rarities, strict=True)
    ]
    stops = [
        frozenset(term for word in parsed if word.is_stop for term in word.terms[n])
        for n in range(len(index.languages))
    ]
    total = 0.0
    for own in rarities:  # in this order, as the browser adds them
        total += own
    return WeightedQuery(terms, rarities, total, stops)


def _significant_words(parsed: Sequence[QueryWord]) -> Sequence[QueryWord]:
    """The significant words of a query, or all its words if it only has stop words."""
    return [word for word in parsed if not word.is_stop and any(word.terms)] or parsed


def _group(index: Index, entry: int, exact: int | None) -> int:
    """The entry whose id was typed comes first, retired entries last."""
    if entry == exact:
        return -1
    return int(entry in index.retired)


def _kind_factors(index: Index, query: str) -> list[float]:
    """The factor for each kind: *what does … mean* favours the glossary, *who* the roles."""
    question = f" {' '.join(word.whole for word in words(query))} "
    favoured = {
        kind
        for language in index.languages
        for kind, forms in language.favours.items()
        if any(f" {form} " in question for form in forms)
    }
    return [
        Score.ASKED_KIND if kind in favoured else 1.0 for kind in range(len(index.data["kinds"]))
    ]


def _reader_factor(scope: Mapping[str, Sequence[str]], reader: Reader) -> float:
    """The factor for an entry's scope, depending on the reader's choices."""
    factor = 1.0
    for name, value in reader.items():
        if value and name in scope:
            factor *= Score.FOR_READER if value in scope[name] else Score.FOR_OTHERS
    return factor


def answers(results: Sequence[Result]) -> list[Result]:
    """The results that match enough of the query, and whose scores are close to the best."""
    best = max((result.score for result in results), default=0.0)
    return [
        result
        for result in results
        if result.share >= Shown.SHARE and result.score >= Shown.OF_BEST * best
    ]


def nearest(index: Index, query: str, count: int) -> list[int]:
    """The entries whose titles are most similar to a query without results."""
    queried = _trigrams(query)
    scores = []
    for entry, title in enumerate(index.data["title"]):
        own = _trigrams(title)
        if queried & own:
            scores.append((-len(queried & own) / (len(queried) + len(own)), entry))
    return [entry for _, entry in sorted(scores)[:count]]


def _trigrams(text: str) -> frozenset[str]:
    letters = f" {fold(text)} "
    return frozenset(letters[n : n + 3] for n in range(len(letters) - 2))
