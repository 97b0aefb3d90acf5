"""Words for the same thing: a glossary term's forms and synonyms, a platform's former names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..kinds.channels import Channel
from ..kinds.glossary import Term
from ..model.entry import Entry
from .coding import encode
from .sides import Side, Terms

Concept = list[list[Terms]]
"""For each side, the phrases that mean the same."""


def concept(sides: Sequence[Side], entry: Entry) -> Concept:
    """The phrases by which an entry's one thing is called, read into the sides."""
    return [
        list(dict.fromkeys(terms for name in _names(entry, side) if (terms := side.phrase(name))))
        for side in sides
    ]


def everyday(sides: Sequence[Side]) -> Iterator[Concept]:
    """The everyday words for the same thing, each group in its own language."""
    for side in sides:
        yield from (_group(sides, side, group) for group in side.language.alike)


def wider(sides: Sequence[Side]) -> Iterator[Concept]:
    """A word, and after it those that are a kind of it, each group in its own language."""
    for side in sides:
        yield from (_group(sides, side, group) for group in side.language.wider)


def _group(sides: Sequence[Side], side: Side, group: Sequence[str]) -> Concept:
    phrases = list(dict.fromkeys(tuple(side.read(words)) for words in group))
    return [phrases if one is side else [] for one in sides]


def _names(entry: Entry, side: Side) -> Iterator[str]:
    language = side.language.name
    if isinstance(entry, Term):
        yield entry.title.get(language, "")
        yield from (entry.forms or {}).get(language, ())
        yield from (entry.synonyms or {}).get(language, ())
    elif isinstance(entry, Channel):
        yield entry.platform
        yield from entry.former_names


def written(concepts: Sequence[Concept], numbers: Sequence[Mapping[str, int]]) -> Iterator[str]:
    """Each concept: for each side how many phrases, for each phrase its length and its terms."""
    for one in concepts:
        if sum(map(len, one)) > 1:
            row: list[int] = []
            for phrases, ids in zip(one, numbers, strict=True):
                row.append(len(phrases))
                for phrase in phrases:
                    row += [len(phrase), *(ids[term] for term in phrase)]
            yield encode(row)
