"""Opens a search index: the data that ``search/index.py`` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..languages.endings import EndingRule
from ..search.coding import decode, front_decoded
from ..search.vocabulary import CompoundRules, Vocabulary
from .terms import Concept, ConceptPhrase, Language, Phrase, QueryWord

Scopes = Mapping[int, Mapping[str, list[str]]]


@dataclass(frozen=True)
class Index:
    """An opened index; columns have one item for each entry. The reader's language is first."""

    data: Mapping[str, Any]
    languages: list[Language]
    concepts: list[Mapping[int, list[Concept]]]
    word_cache: dict[tuple[str, int, bool], QueryWord] = field(default_factory=dict, repr=False)
    _frequencies: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)
    _postings: dict[int, list[int]] = field(default_factory=dict, repr=False)

    @cached_property
    def ids(self) -> list[str]:
        """The id of each entry."""
        return front_decoded(self.data["ids"])

    @cached_property
    def kind(self) -> list[int]:
        """The number of the kind of each entry."""
        return decode(self.data["kind"])

    @cached_property
    def scopes(self) -> Scopes:
        """The scopes of entries that do not apply to everyone, by the number of the entry."""
        return {int(entry): scope for entry, scope in self.data["scopes"].items()}

    @cached_property
    def retired(self) -> frozenset[int]:
        """The retired entries."""
        return frozenset(self.data["retired"])

    @cached_property
    def entries(self) -> Mapping[str, int]:
        """The entry of each id, including previous ids."""
        entries = self.ids[: len(self.ids) - self.data["sections"]]
        return {**self.data["previous_ids"], **{id: n for n, id in enumerate(entries)}}

    @cached_property
    def _coded_postings(self) -> list[str]:
        return str(self.data["body"]).split(" ")

    def body(self, term: int) -> list[int]:
        """The postings of a term in texts in the reader's language: entry * 4 + strength."""
        if term not in self._postings:
            entry, postings = -1, []
            for delta in decode(self._coded_postings[term]):
                entry += (delta >> 2) + 1
                postings.append(entry * 4 + (delta & 3))
            self._postings[term] = postings
        return self._postings[term]

    def frequency(self, language: int, term: int | None) -> int:
        """The number of entries that contain a term of a language."""
        if term is None:
            return 0
        key = (language, term)
        if key not in self._frequencies:
            own = self.languages[language]
            entries = {own.phrases[phrase].entry for phrase in own.phrases_of[term]}
            texts = len(self.body(term)) if language == 0 else 0
            self._frequencies[key] = max(len(entries), texts)
        return self._frequencies[key]


def open_index(data: Mapping[str, Any]) -> Index:
    """Open an index; ``data`` is the content of ``index.json``, or the value that it is made of."""
    languages = [_language(language) for language in data["languages"]]
    return Index(data, languages, _concepts(data, len(languages)))


def _language(data: Mapping[str, Any]) -> Language:
    terms = front_decoded(data["terms"])
    phrases = list(_phrases(data["phrases"]))
    phrases_of: list[list[int]] = [[] for _ in terms]
    for number, phrase in enumerate(phrases):
        for term in phrase.terms:
            phrases_of[term].append(number)
    favours = {int(kind): forms for kind, forms in data["favours"].items()}
    parts = dict(_parts(data["parts"]))
    return Language(
        _vocabulary(data), terms, data["common"], parts, phrases, phrases_of, favours
    )  # fmt: skip


def _vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """The rules by which words of a language are read."""
    forms = (line.split(",") for line in data["forms"].split())
    rules = data["compounds"]
    return Vocabulary(
        data["language"],
        stemmer=data["stemmer"],
        endings=tuple(
            EndingRule(pattern, cut_length, replacement, min_length)
            for pattern, min_length, cut_length, replacement in data["endings"]
        ),
        compounds=rules and CompoundRules(*map(tuple, rules)),
        stop=frozenset(data["stop"].split(" ")),
        forms={form: term for term, *listed in forms for form in listed},
    )


def _parts(text: str) -> Iterator[tuple[int, list[int]]]:
    """Each compound, with its parts."""
    compound = 0
    for coded in text.split():
        delta, *parts = decode(coded)
        compound += delta
        yield compound, parts


def _phrases(text: str) -> Iterator[Phrase]:
    for entry, coded in enumerate(text.split(" ")):
        count, *numbers = decode(coded) or [0]
        shared = [sum(numbers[: n + 1]) for n in range(count)]
        position, is_title = count, True
        while position < len(numbers):
            length, rank = numbers[position] >> 1, numbers[position] & 1
            last, terms = 0, []
            for number in numbers[position + 1 : position + 1 + length]:
                if number >= count:
                    last += number - count
                terms.append(shared[number] if number < count else last)
            yield Phrase(entry, rank, terms, is_title)
            position, is_title = position + 1 + length, False


def _concepts(data: Mapping[str, Any], languages: int) -> list[Mapping[int, list[Concept]]]:
    """The concepts of each language, by the first term of their phrases.

    The first phrase of a broader word is a meaning of the others, but they do not mean it.
    """
    by_first: list[dict[int, list[Concept]]] = [{} for _ in range(languages)]
    for text, is_wider in ((data["concepts"], False), (data["wider"], True)):
        for coded in text.split():
            phrases = list(_concept_phrases(iter(decode(coded)), languages))
            meant = phrases[:1] if is_wider else phrases
            for phrase in phrases[1:] if is_wider else phrases:
                concept = Concept(phrase.terms, meant, is_wider)
                by_first[phrase.language].setdefault(phrase.terms[0], []).append(concept)
    return list(by_first)


def _concept_phrases(numbers: Iterator[int], languages: int) -> Iterator[ConceptPhrase]:
    for language in range(languages):
        for _ in range(next(numbers)):
            length = next(numbers)
            yield ConceptPhrase(language, [next(numbers) for _ in range(length)])
