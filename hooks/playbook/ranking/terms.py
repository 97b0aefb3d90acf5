"""The data of one language in an opened index, and of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..search.vocabulary import Vocabulary

TermWeights = dict[int, float]
"""The possible terms of a word in one language: numbers of terms and their weights."""


@dataclass(slots=True)
class Phrase:
    """A phrase that finds an entry; ``rank`` is 0 for phrases that people ask with.

    ``rarity`` is calculated when first needed: the sum of its significant terms, and its stop
    words.
    """

    entry: int
    rank: int
    terms: list[int]
    is_title: bool
    rarity: tuple[float, list[int]] | None = None


@dataclass(frozen=True)
class ConceptPhrase:
    """A phrase of a concept, and the number of its language."""

    language: int
    terms: list[int]


@dataclass(frozen=True)
class Concept:
    """A phrase in a group of synonyms; ``meant`` are the phrases that it can mean."""

    terms: list[int]
    meant: Sequence[ConceptPhrase]
    is_wider: bool


@dataclass(frozen=True)
class Language:
    """One language of an opened index: its terms, the phrases of entries, and compounds.

    ``common_count`` terms come first and are sorted separately. ``favours`` are, by the number of
    a kind, the question words that hint at it.
    """

    vocabulary: Vocabulary
    terms: list[str]
    common_count: int
    parts: Mapping[int, list[int]]
    phrases: list[Phrase]
    phrases_of: list[list[int]]
    favours: Mapping[int, list[str]]
    suffix_cache: dict[str, list[int]] = field(default_factory=dict, repr=False)
    prefix_cache: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each term."""
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def compounds_of(self) -> Mapping[int, list[int]]:
        """The compounds that each term is a part of."""
        compounds: dict[int, list[int]] = {}
        for compound, parts in self.parts.items():
            for part in parts:
                compounds.setdefault(part, []).append(compound)
        return compounds

    @cached_property
    def stop_terms(self) -> frozenset[int]:
        """The numbers of the stop words."""
        stop = self.vocabulary.stop
        return frozenset(self.numbers[word] for word in stop if word in self.numbers)

    @cached_property
    def letters(self) -> list[str]:
        """The letters of its terms."""
        return sorted({letter for term in self.terms for letter in term if letter.isalpha()})

    @property
    def links(self) -> Sequence[str]:
        """The letters that link the parts of compounds; none if it does not write compounds."""
        return self.vocabulary.compounds.links if self.vocabulary.compounds else ()

    def number(self, word: str) -> int | None:
        """The number of a folded word's term, or None."""
        return self.numbers.get(self.vocabulary.term(word))

    def knows(self, word: str) -> bool:
        """Whether a folded word is a stop word or has a term."""
        return word in self.vocabulary.stop or self.number(word) is not None


@dataclass
class QueryWord:
    """A word of a query with its possible terms in each language.

    ``parts`` are those of an unknown compound.
    """

    text: str
    terms: list[TermWeights]
    is_stop: bool = False
    parts: list[QueryWord] | None = None


def add_term(terms: TermWeights, term: int, weight: float) -> None:
    """Add a possible term of a word. A term keeps its largest weight."""
    if terms.get(term, float("-inf")) < weight:
        terms[term] = weight


def merge(terms: TermWeights, more: TermWeights) -> None:
    """Add other possible terms of a word."""
    for term, weight in more.items():
        add_term(terms, term, weight)
