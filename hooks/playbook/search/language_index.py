"""The part of an index for one language: terms and their numbers, phrases and compounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .analysis import Word, words
from .coding import encode, front_coded
from .compounds import compounds_in
from .entries import Phrase
from .vocabulary import Vocabulary

Terms = tuple[str, ...]
MAX_COMMON_TERMS = 1024
MIN_USES_OF_SHORT_TERM = 2


@dataclass
class LanguageIndex:
    """The words and phrases of all entries in one language, added while the entries are read.

    ``phrases`` holds the rank and the terms of each phrase of each entry, ``all_words`` all words
    read, ``hyphenated`` the parts of words with a hyphen or a colon, and ``compounds`` the parts of
    compounds.
    """

    vocabulary: Vocabulary
    terms: set[str] = field(default_factory=set)
    phrases: list[list[tuple[int, Terms]]] = field(default_factory=list)
    all_words: set[str] = field(default_factory=set)
    hyphenated: dict[str, Terms] = field(default_factory=dict)
    compounds: dict[str, Terms] = field(default_factory=dict)

    def read(self, text: str, stop_words: frozenset[str] = frozenset()) -> list[str]:
        """The terms of a text without the stop words; adds them to the index."""
        return [self._add_word(word) for word in words(text) if word.whole not in stop_words]

    def _add_word(self, word: Word) -> str:
        term = self.vocabulary.term(word.whole)
        if word.parts:
            parts = tuple(map(self.vocabulary.term, word.parts))
            self.hyphenated[term] = tuple(part for part in parts if part != term)
            self.terms.update(self.hyphenated[term])
        self.all_words.add(word.whole)
        self.terms.add(term)
        return term

    def phrase(self, text: str) -> Terms:
        """The distinct terms of a phrase, without stop words unless it only has stop words.

        Question words, such as *who*, are kept.
        """
        terms = self.read(text, self.vocabulary.phrase_stop_words) or self.read(text)
        return tuple(dict.fromkeys(terms))

    def add_entry(self, phrases: Iterable[Phrase]) -> None:
        """Add the phrases of the next entry."""
        ranked = ((phrase.rank, self.phrase(phrase.text)) for phrase in phrases)
        self.phrases.append(list(dict.fromkeys((rank, terms) for rank, terms in ranked if terms)))

    def numbers(self) -> dict[str, int]:
        """Split compounds, and number all terms. Call this after the last entry was added."""
        self.compounds = compounds_in(
            self.vocabulary, self.all_words, self.terms, _short_terms(self)
        )
        self.terms.update(part for parts in self.compounds.values() for part in parts)
        common = sorted(self.common_terms())
        rest = sorted(self.terms.difference(common))
        return {term: number for number, term in enumerate((*common, *rest))}

    def common_terms(self) -> list[str]:
        """The terms that most phrases contain. They get small numbers, which take less space."""
        uses = Counter(term for entry in self.phrases for _, phrase in entry for term in phrase)
        return sorted(uses, key=lambda term: (-uses[term], term))[:MAX_COMMON_TERMS]


def serialized(
    index: LanguageIndex, numbers: Mapping[str, int], *, is_reader_language: bool
) -> dict[str, Any]:
    """A language in ``index.json``: its rules for words, and its encoded terms and phrases.

    Phrases only keep their stop words in the reader's language.
    """
    vocabulary = index.vocabulary
    stop_words = frozenset() if is_reader_language else vocabulary.stop
    return {
        **serialized_rules(vocabulary),
        "common": len(index.common_terms()),
        "terms": front_coded(numbers),
        "parts": " ".join(_parts(index, numbers)),
        "phrases": " ".join(_phrases(index, numbers, stop_words)),
    }


def serialized_rules(vocabulary: Vocabulary) -> dict[str, Any]:
    """The rules by which the browser reads words in the same way as this package."""
    compound_rules = vocabulary.compounds
    return {
        "language": vocabulary.language,
        "stemmer": vocabulary.stemmer,
        "endings": [
            [rule.pattern, rule.min_length, rule.cut_length, rule.replacement]
            for rule in vocabulary.endings
        ],
        "compounds": compound_rules
        and [list(compound_rules.links), list(compound_rules.links_after_long_parts)],
        "stop": " ".join(sorted(vocabulary.stop)),
        "forms": serialized_forms(vocabulary),
    }


def serialized_forms(vocabulary: Vocabulary) -> str:
    """Each term with its irregular forms, as ``term,form,form``, separated by spaces."""
    forms: dict[str, list[str]] = {}
    for form, term in vocabulary.forms.items():
        forms.setdefault(term, []).append(form)
    return " ".join(",".join((term, *listed)) for term, listed in sorted(forms.items()))


def _parts(index: LanguageIndex, numbers: Mapping[str, int]) -> Iterator[str]:
    """Each term that has parts, encoded: the delta from the previous such term, and the parts."""
    previous = 0
    parts_by_term = {**index.compounds, **index.hyphenated}
    for term in sorted(parts_by_term, key=lambda term: numbers[term]):
        distinct = dict.fromkeys(parts_by_term[term])
        parts = [numbers[part] for part in distinct if part in numbers]
        if parts:
            yield encode([numbers[term] - previous, *parts])
            previous = numbers[term]


def _short_terms(index: LanguageIndex) -> frozenset[str]:
    """The terms of three letters that can be part of a compound: those in several phrases."""
    uses = Counter(
        term for entry in index.phrases for _, phrase in entry for term in phrase if len(term) == 3
    )
    return frozenset(
        term
        for term, count in uses.items()
        if count >= MIN_USES_OF_SHORT_TERM and term.isalpha() and term not in index.vocabulary.stop
    )


def _phrases(
    index: LanguageIndex, numbers: Mapping[str, int], stop_words: frozenset[str]
) -> Iterator[str]:
    """The phrases of each entry, encoded.

    First the number of shared terms, which several phrases of the entry contain, and these terms.
    Then for each phrase a number with its length and rank, and its terms: a shared term as its
    position among the shared terms, any other term as the delta from the previous one.
    """
    for entry in index.phrases:
        phrases = [
            (rank, [numbers[term] for term in terms if term not in stop_words])
            for rank, terms in entry
        ]
        uses = Counter(term for _, phrase in phrases for term in phrase)
        shared = sorted(term for term, count in uses.items() if count > 1)
        positions = {term: position for position, term in enumerate(shared)}
        row = [len(shared), *_deltas(shared)]
        for rank, phrase in phrases:
            others = sorted(term for term in phrase if term not in positions)
            row.append(2 * len(phrase) + rank)
            row += [positions[term] for term in phrase if term in positions]
            row += [delta + len(shared) for delta in _deltas(others)]
        yield encode(row)


def _deltas(sorted_numbers: list[int]) -> Iterator[int]:
    """The first number, then the difference of each number from the previous one."""
    pairs = zip(sorted_numbers, (0, *sorted_numbers), strict=False)
    return (number - previous for number, previous in pairs)
