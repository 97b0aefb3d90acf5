"""Decodes a search index as the browser does, and writes it in a readable form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from playbook.search.coding import decode, front_decoded

Index = Mapping[str, Any]
Phrase = tuple[int, tuple[str, ...]]


def entry_phrases(language: Index) -> list[list[Phrase]]:
    """The weight and the terms of each phrase of each entry, in one language of an index."""
    terms = front_decoded(language["terms"])
    return [list(_phrases(decode(row), terms)) for row in language["phrases"].split(" ")]


def _phrases(row: list[int], terms: Sequence[str]) -> Iterator[Phrase]:
    count, *rest = row
    shared, rest = list(accumulate(rest[:count])), rest[count:]
    while rest:
        length, weight = divmod(rest[0], 2)
        numbers, previous = [], 0
        for value in rest[1 : length + 1]:
            previous += max(0, value - count)
            numbers.append(shared[value] if value < count else previous)
        yield weight, tuple(terms[number] for number in numbers)
        rest = rest[length + 1 :]


def bodies(index: Index) -> list[dict[str, int]]:
    """The strength of each term in the text of each entry, from 0 to 3."""
    terms = front_decoded(index["languages"][0]["terms"])
    by_entry: list[dict[str, int]] = [{} for _ in front_decoded(index["ids"])]
    for term, row in zip(terms, index["body"].split(" "), strict=True):
        entry = -1
        for value in decode(row):
            delta, strength = divmod(value, 4)
            entry += delta + 1
            by_entry[entry][term] = strength
    return by_entry


def parts(language: Index) -> dict[str, tuple[str, ...]]:
    """The parts of each compound and of each word with a hyphen."""
    terms = front_decoded(language["terms"])
    by_term, number = {}, 0
    for delta, *part_numbers in map(decode, language["parts"].split()):
        number += delta
        by_term[terms[number]] = tuple(terms[part] for part in part_numbers)
    return by_term


def concepts(index: Index, name: str) -> list[list[list[str]]]:
    """The phrases of each concept, by language. ``name`` is ``concepts`` or ``wider``."""
    terms = [front_decoded(language["terms"]) for language in index["languages"]]
    decoded = []
    for row in map(decode, index[name].split()):
        concept, rest = [], row
        for language_terms in terms:
            count, *rest = rest
            phrases = []
            for _ in range(count):
                length, *rest = rest
                phrases.append(" ".join(language_terms[number] for number in rest[:length]))
                rest = rest[length:]
            concept.append(phrases)
        assert rest == []
        decoded.append(concept)
    return decoded


def as_lines(index: Index) -> Iterator[str]:
    """An index as text: its columns, the phrases and words of each entry, and its concepts."""
    languages, texts = index["languages"], bodies(index)
    for name in ("format", "language", "previous_ids", "pages", "kinds", "retired", "scopes"):
        yield f"{name}: {json.dumps(index[name], ensure_ascii=False)}"
    pages, kinds = decode(index["page"]), decode(index["kind"])
    phrases = [entry_phrases(language) for language in languages]
    for n, id in enumerate(front_decoded(index["ids"])):
        yield f"\n{id}: {index['title'][n]} ({kinds[n]}, {index['pages'][pages[n]]})"
        for language, by_entry in zip(languages, phrases, strict=True):
            listed = " | ".join(f"{weight} {' '.join(terms)}" for weight, terms in by_entry[n])
            yield f"  {language['language']}: {listed}"
        yield f"  text: {' '.join(f'{term}:{strength}' for term, strength in texts[n].items())}"
    for n, language in enumerate(languages):
        words = {term for entry in phrases[n] for _, terms in entry for term in terms}
        yield f"\n{language['language']}: {language['stemmer']}, {bool(language['compounds'])}"
        favours = {
            index["kinds"][int(kind)][0]: question_words
            for kind, (question_words, *_) in language["favours"].items()
        }
        yield f"  favours: {json.dumps(favours, ensure_ascii=False)}"
        yield f"  common: {' '.join(front_decoded(language['terms'])[: language['common']])}"
        for compound, part_terms in sorted(parts(language).items()):
            if compound in (words if n else words.union(*texts)):
                yield f"  {compound} = {' + '.join(part_terms)}"
    yield "\nconcepts:"
    for concept in concepts(index, "concepts"):
        if all(concept):
            yield f"  {' = '.join(' | '.join(phrases) for phrases in concept)}"
