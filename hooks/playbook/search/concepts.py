"""Words for the same thing: a glossary term's forms and synonyms, a platform's former names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.entry import Entry
from .coding import encode
from .language_index import LanguageIndex, Terms

Concept = list[list[Terms]]
"""For each language, the phrases that mean the same."""


def concept(languages: Sequence[LanguageIndex], entry: Entry) -> Concept:
    """The phrases by which an entry's one thing is called, read into the languages."""
    found = []
    for indexed in languages:
        same = entry.spec.search.same_as(entry, indexed.language.language)
        phrases = map(indexed.phrase, same)
        found.append(list(dict.fromkeys(filter(None, phrases))))
    return found


def everyday(languages: Sequence[LanguageIndex]) -> Iterator[Concept]:
    """The everyday words for the same thing, each group in its own language."""
    for indexed in languages:
        yield from (_group(languages, indexed, group) for group in indexed.language.alike)


def wider(languages: Sequence[LanguageIndex]) -> Iterator[Concept]:
    """A word, and after it those that are a kind of it, each group in its own language."""
    for indexed in languages:
        yield from (_group(languages, indexed, group) for group in indexed.language.wider)


def _group(languages: Sequence[LanguageIndex], own: LanguageIndex, group: Sequence[str]) -> Concept:
    phrases = list(dict.fromkeys(tuple(own.read(words)) for words in group))
    return [phrases if one is own else [] for one in languages]


def serialized(concepts: Sequence[Concept], numbers: Sequence[Mapping[str, int]]) -> Iterator[str]:
    """Each concept: for each language how many phrases, for each its length and its terms."""
    for one in concepts:
        if sum(map(len, one)) > 1:
            row: list[int] = []
            for phrases, ids in zip(one, numbers, strict=True):
                row.append(len(phrases))
                for phrase in phrases:
                    row += [len(phrase), *(ids[term] for term in phrase)]
            yield encode(row)
