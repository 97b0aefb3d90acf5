"""Scores entries by their two best phrases, and by the words of the query that they contain.

The browser keeps these numbers in single precision. They are rounded in the same way here, so that
two entries with equal scores there have equal scores here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from .index import Index
from .rarity import phrase_rarity
from .terms import Phrase, TermWeights
from .weights import Rarity, Score

_SINGLE = struct.Struct("f")
Matches = dict[int, dict[int, float]]
"""By phrase, the weight with which it matches each word of the query."""
Position = tuple[int, int]
"""An entry and a word of the query."""


@dataclass(frozen=True)
class WeightedQuery:
    """The words of a query: their terms by language, their rarities, and the stop words."""

    terms: Sequence[Sequence[TermWeights]]
    rarities: Sequence[float]
    total: float
    stops: Sequence[frozenset[int]]


@dataclass(frozen=True)
class Coverage:
    """How much of the query each entry contains, by number.

    ``share`` only counts the best match of each word; ``strength`` also the number of phrases with
    the word, the text and the title.
    """

    share: dict[int, float] = field(default_factory=dict)
    strength: dict[int, float] = field(default_factory=dict)


def single(number: float) -> float:
    """A number rounded to single precision."""
    rounded: float = _SINGLE.unpack(_SINGLE.pack(number))[0]
    return rounded


def phrase_matches(index: Index, query: Sequence[Sequence[TermWeights]]) -> list[Matches]:
    """The phrases of each language that contain words of a query."""
    return [_matches(index, language, query) for language in range(len(index.languages))]


def _matches(index: Index, language: int, query: Sequence[Sequence[TermWeights]]) -> Matches:
    phrases_of = index.languages[language].phrases_of
    matches: Matches = {}
    for word, terms in enumerate(query):
        for term, weight in terms[language].items():
            rounded = single(weight)
            for phrase in phrases_of[term]:
                words = matches.setdefault(phrase, {})
                if weight > words.get(word, 0.0):
                    words[word] = rounded
    return matches


def best_phrases(
    index: Index, matches: Sequence[Matches], query: WeightedQuery
) -> dict[int, tuple[float, float]]:
    """The scores of the two best phrases of each entry."""
    best: dict[int, tuple[float, float]] = {}
    for language, phrases in enumerate(matches):
        for number, words in phrases.items():
            phrase = index.languages[language].phrases[number]
            matched = 0.0
            for word in sorted(words):
                matched += words[word] * query.rarities[word]
            score = _phrase_score(index, language, phrase, matched, query)
            first, second = best.get(phrase.entry, (0.0, 0.0))
            if score > first:
                best[phrase.entry] = (single(score), first)
            elif score > second:
                best[phrase.entry] = (first, single(score))
    return best


def _phrase_score(
    index: Index, language: int, phrase: Phrase, matched: float, query: WeightedQuery
) -> float:
    """The score of a phrase: how much of the query it contains, and how much the query of it.

    ``matched`` is the sum of the rarities of the words that it contains.
    """
    if phrase.rarity is None:
        phrase.rarity = phrase_rarity(index, language, phrase.terms)
    significant, stops = phrase.rarity
    queried = query.stops[language]
    shared = Rarity.STOP_WORD * sum(term in queried for term in stops)
    recall = (matched + shared) / (query.total + Rarity.STOP_WORD * len(queried))
    precision = _share(matched + shared, significant + Rarity.STOP_WORD * len(stops))
    if phrase.is_title:  # titles are not questions: their stop words do not count
        same = Score.SAME_TITLE * (matched / query.total * _share(matched, significant)) ** (
            Score.SAME_EXPONENT
        )
    else:
        same = Score.SAME_PHRASE * (recall * precision) ** Score.SAME_EXPONENT
    weighed = recall * (1 - Score.PRECISION + Score.PRECISION * precision)
    return Score.PHRASE[phrase.rank] * (weighed + same)


def _share(part: float, whole: float) -> float:
    """A share of at most 1; anything is the whole of nothing."""
    return min(1.0, part / whole) if whole else float(part > 0)


def coverage(index: Index, matches: Sequence[Matches], query: WeightedQuery) -> Coverage:
    """How much of the query the phrases or the text of each entry contain."""
    in_phrase, count, in_title = _phrase_coverage(index, matches)
    body = _body_coverage(index, query.terms)
    found = Coverage()
    for position in sorted({*in_phrase, *body}):
        entry, word = position
        phrase, text = in_phrase.get(position, 0.0), body.get(position, 0.0)
        best = max(phrase, text)
        rarity = query.rarities[word]
        found.share[entry] = single(found.share.get(entry, 0.0) + rarity * best)
        phrases = count.get(position, 0.0)
        strength = best + Score.CENTRAL * (phrases / (phrases + Score.CENTRAL_HALF))
        strength += Score.BODY_AND_PHRASE * min(phrase, text)
        strength += Score.TITLE_WORD * in_title.get(position, 0.0)
        found.strength[entry] = single(found.strength.get(entry, 0.0) + rarity * strength)
    return found


def _phrase_coverage(
    index: Index, matches: Sequence[Matches]
) -> tuple[dict[Position, float], dict[Position, float], dict[Position, float]]:
    """The best match of a phrase, the number of phrases, and the match of the title."""
    in_phrase: dict[Position, float] = {}
    count: dict[Position, float] = {}
    in_title: dict[Position, float] = {}
    for language, phrases in enumerate(matches):
        for number, words in phrases.items():
            phrase = index.languages[language].phrases[number]
            for word, match in words.items():
                position = (phrase.entry, word)
                weighed = single(match * Score.PHRASE[phrase.rank])
                in_phrase[position] = max(in_phrase.get(position, 0.0), weighed)
                if language == 0 and phrase.rank == 0:
                    count[position] = single(count.get(position, 0.0) + match)
                if phrase.is_title:
                    in_title[position] = max(in_title.get(position, 0.0), match)
    return in_phrase, count, in_title


def _body_coverage(index: Index, query: Sequence[Sequence[TermWeights]]) -> dict[Position, float]:
    """The match of each entry's text, which is only indexed in the reader's language."""
    body: dict[Position, float] = {}
    for word, terms in enumerate(query):
        for term, weight in terms[0].items():
            for posting in index.body(term):
                position = (posting >> 2, word)
                weighed = single(weight * Score.BODY[posting & 3])
                body[position] = max(body.get(position, 0.0), weighed)
    return body
