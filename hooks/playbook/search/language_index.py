"""One language of an index: its terms by number, the phrases that people ask with, compounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import compounds
from .analysis import Word, words
from .coding import encode, front_coded
from .entries import Phrase
from .vocabulary import Vocabulary

Terms = tuple[str, ...]
SHORTEST_COMPOUND = 7
SHORTEST_TERM = 3
COMMON = 1024
USES_OF_SHORT_PART = 2


@dataclass
class LanguageIndex:
    """What is gathered while the entries are read in one language.

    ``phrases`` holds, for each entry, the weight and the terms of each of its phrases;
    ``all_words`` the words that were read; ``hyphenated`` the parts of words with a hyphen or a
    colon, ``compounds`` those of words that are several.
    """

    language: Vocabulary
    terms: set[str] = field(default_factory=set)
    phrases: list[list[tuple[int, Terms]]] = field(default_factory=list)
    all_words: set[str] = field(default_factory=set)
    hyphenated: dict[str, Terms] = field(default_factory=dict)
    compounds: dict[str, Terms] = field(default_factory=dict)

    def read(self, text: str, stop: frozenset[str] = frozenset()) -> list[str]:
        """The terms of a text but for ``stop``; they are gathered on the way."""
        return [self._gather(word) for word in words(text) if word.whole not in stop]

    def _gather(self, word: Word) -> str:
        term = self.language.term(word.whole)
        if word.parts:
            pieces = tuple(map(self.language.term, word.parts))
            self.hyphenated[term] = tuple(piece for piece in pieces if piece != term)
            self.terms.update(self.hyphenated[term])
        self.all_words.add(word.whole)
        self.terms.add(term)
        return term

    def phrase(self, text: str) -> Terms:
        """The terms of a phrase, without the stop words that ask nothing where it has others."""
        return tuple(dict.fromkeys(self.read(text, self.language.quiet) or self.read(text)))

    def add_entry(self, phrases: Iterable[Phrase]) -> None:
        """Read the phrases of the next entry."""
        read = ((phrase.weight, self.phrase(phrase.text)) for phrase in phrases)
        self.phrases.append(list(dict.fromkeys(one for one in read if one[1])))

    def numbers(self) -> dict[str, int]:
        """The number of each term, once all is read: compounds are split here."""
        self.compounds = _compounds(self)
        self.terms.update(piece for pieces in self.compounds.values() for piece in pieces)
        common = sorted(self.common())
        rest = sorted(self.terms.difference(common))
        return {term: number for number, term in enumerate((*common, *rest))}

    def common(self) -> list[str]:
        """The terms of most phrases: they have the small numbers, which are short to write."""
        uses = Counter(term for entry in self.phrases for _, phrase in entry for term in phrase)
        return sorted(uses, key=lambda term: (-uses[term], term))[:COMMON]


def serialized(index: LanguageIndex, numbers: Mapping[str, int], *, own: bool) -> dict[str, Any]:
    """A language as the browser reads it: what it must know to read a query as the index was read.

    The stop words of phrases stay in the reader's ``own`` language alone.
    """
    language = index.language
    stop = frozenset() if own else language.stop
    return {
        **serialized_rules(language),
        "common": len(index.common()),
        "terms": front_coded(numbers),
        "parts": " ".join(_parts(index, numbers)),
        "phrases": " ".join(_phrases(index, numbers, stop)),
    }


def serialized_rules(language: Vocabulary) -> dict[str, Any]:
    """What the browser must know to read words as the index was read."""
    links = language.compounds
    return {
        "language": language.language,
        "stemmer": language.stemmer,
        "endings": [[rule.pattern, rule.least, rule.cut, rule.write] for rule in language.endings],
        "compounds": links and [list(links.links), list(links.long_links)],
        "stop": " ".join(sorted(language.stop)),
        "forms": serialized_forms(language),
    }


def serialized_forms(language: Vocabulary) -> str:
    """Each term with the odd forms that lead to it: ``term,form,form``, a space between two."""
    forms: dict[str, list[str]] = {}
    for form, term in language.forms.items():
        forms.setdefault(term, []).append(form)
    return " ".join(",".join((term, *listed)) for term, listed in sorted(forms.items()))


def _parts(index: LanguageIndex, numbers: Mapping[str, int]) -> Iterator[str]:
    """The terms that have parts: the step from the one before, and the parts."""
    before = 0
    found = {**index.compounds, **index.hyphenated}
    for term in sorted(found, key=lambda term: numbers[term]):
        inside = [numbers[piece] for piece in dict.fromkeys(found[term]) if piece in numbers]
        if inside:
            yield encode([numbers[term] - before, *inside])
            before = numbers[term]


def _compounds(index: LanguageIndex) -> dict[str, Terms]:
    """The compounds among the words read, with the terms of their parts."""
    language = index.language
    if language.compounds is None:
        return {}
    elements = set(map(language.term, language.elements))
    terms = {term for term in index.terms if len(term.rstrip("_")) >= compounds.SHORTEST}
    terms = (terms | {term for term in elements if len(term) >= SHORTEST_TERM}) - language.stop
    found: dict[str, Terms] = {}
    known = compounds.Elements(
        language.compounds, language.term, index.all_words | language.elements, terms, _short(index)
    )
    for word in sorted(index.all_words):
        term = language.term(word)
        if len(word) >= SHORTEST_COMPOUND and term not in found:
            pieces = known.parts(word)
            if pieces and term not in pieces:
                found[term] = pieces
    return found


def _short(index: LanguageIndex) -> frozenset[str]:
    """Terms of three letters that may be part of a compound: those that people ask with."""
    uses = Counter(
        term for entry in index.phrases for _, phrase in entry for term in phrase if len(term) == 3
    )
    return frozenset(
        term
        for term, count in uses.items()
        if count >= USES_OF_SHORT_PART and term.isalpha() and term not in index.language.stop
    )


def _phrases(
    index: LanguageIndex, numbers: Mapping[str, int], stop: frozenset[str]
) -> Iterator[str]:
    """The phrases of each entry. First how many terms stand in several of them, and these; then for
    each phrase its weight and length in one number, and its terms: the place among those, or the
    step from the last that is not."""
    for entry in index.phrases:
        phrases = [
            (weight, [numbers[t] for t in terms if t not in stop]) for weight, terms in entry
        ]
        uses = Counter(term for _, phrase in phrases for term in phrase)
        shared = {t: n for n, t in enumerate(sorted(t for t in uses if uses[t] > 1))}
        row = [len(shared), *_steps(list(shared))]
        for weight, phrase in phrases:
            others = sorted(term for term in phrase if term not in shared)
            row += [2 * len(phrase) + weight, *(shared[term] for term in phrase if term in shared)]
            row += [step + len(shared) for step in _steps(others)]
        yield encode(row)


def _steps(sorted_numbers: list[int]) -> Iterator[int]:
    """The first, and what is between each and the next."""
    return (n - last for n, last in zip(sorted_numbers, (0, *sorted_numbers), strict=False))
