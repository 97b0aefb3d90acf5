"""Concepts: groups of names for the same thing, such as a term and its synonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.entry import Entry
from .coding import encode
from .language_index import LanguageIndex, Terms

Concept = list[list[Terms]]
"""For each language, the phrases with the same meaning."""


def concept_of(languages: Sequence[LanguageIndex], entry: Entry) -> Concept:
    """All names of the thing that an entry describes; their terms are added to the languages."""
    concept = []
    for index in languages:
        names = entry.spec.search.same_as(entry, index.vocabulary.language)
        phrases = map(index.phrase, names)
        concept.append(list(dict.fromkeys(filter(None, phrases))))
    return concept


def everyday_synonyms(languages: Sequence[LanguageIndex]) -> Iterator[Concept]:
    """The groups of everyday synonyms of each language."""
    for index in languages:
        yield from (_group(languages, index, group) for group in index.vocabulary.synonyms)


def broader_words(languages: Sequence[LanguageIndex]) -> Iterator[Concept]:
    """For each language, groups of a broader word and, after it, the narrower words."""
    for index in languages:
        yield from (_group(languages, index, group) for group in index.vocabulary.broader_words)


def _group(
    languages: Sequence[LanguageIndex], group_language: LanguageIndex, group: Sequence[str]
) -> Concept:
    """A group of words as a concept with phrases in one language only."""
    phrases = list(dict.fromkeys(tuple(group_language.read(words)) for words in group))
    return [phrases if language is group_language else [] for language in languages]


def serialized(concepts: Sequence[Concept], numbers: Sequence[Mapping[str, int]]) -> Iterator[str]:
    """Each concept of two phrases or more, encoded.

    For each language: the number of phrases, then each phrase's length and terms. ``numbers`` has
    for each language the number of each term.
    """
    for concept in concepts:
        if sum(map(len, concept)) > 1:
            row: list[int] = []
            for phrases, ids in zip(concept, numbers, strict=True):
                row.append(len(phrases))
                for phrase in phrases:
                    row += [len(phrase), *(ids[term] for term in phrase)]
            yield encode(row)
