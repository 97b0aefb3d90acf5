"""The words of a language: how the search reduces a word to its term in the index.

The browser does the same with a query (``analysis.js``); a test compares the results of both for
every word of the shipped files.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..languages.endings import EndingRule, ending_rules
from ..languages.pack import Language
from ..languages.stemmers import stem, stemmers
from .analysis import fold

_MIN_LENGTH_TO_STEM_AGAIN = 6
"""The shortest word to which Snowball is applied again after an ending was stripped."""


@dataclass(frozen=True)
class CompoundRules:
    """The letters that link the parts of compounds, and further ones that follow long parts."""

    links: tuple[str, ...] = ()
    links_after_long_parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, and its rules for endings and compounds.

    ``stemmer`` is a Snowball stemmer; ``endings`` are rules for the endings that it leaves.
    ``compounds`` is None if the language writes compounds as several words. ``question_words`` are
    the ``stop`` words that are kept in phrases, so that *who may* differs from *may I*. ``forms``
    maps irregular forms to terms. ``elements`` are everyday words that occur in compounds, and
    ``simple`` are words that look like compounds and are none. ``synonyms`` are groups of synonyms;
    ``broader_words`` are groups of a broader word and its narrower words. ``kind_hints`` are, by
    kind, phrases in a question that hint at that kind. ``page_phrases`` are, by page type, phrases
    that people search for a page of the handbook by.
    """

    language: str
    stemmer: str | None = None
    endings: tuple[EndingRule, ...] = ()
    compounds: CompoundRules | None = None
    stop: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    forms: dict[str, str] = field(default_factory=dict)
    elements: frozenset[str] = frozenset()
    simple: frozenset[str] = frozenset()
    synonyms: tuple[tuple[str, ...], ...] = ()
    broader_words: tuple[tuple[str, ...], ...] = ()
    kind_hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page_phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @functools.cached_property
    def phrase_stop_words(self) -> frozenset[str]:
        """The stop words that are removed from phrases: those that are not question words."""
        return self.stop - self.question_words

    @functools.cached_property
    def simple_terms(self) -> frozenset[str]:
        """The terms of the words that are not compounds."""
        return frozenset(map(self.term, self.simple))

    @functools.cached_property
    def _terms(self) -> dict[str, str]:
        """A cache of the terms of words; stop words are their own terms."""
        return {word: word for word in self.stop}

    def term(self, word: str) -> str:
        """The term of a folded word in the index; a stop word is its own term."""
        if word not in self._terms:
            self._terms[word] = self.forms.get(word) or self.stem(word)
        return self._terms[word]

    def stem(self, word: str) -> str:
        """A folded word without its endings: those that Snowball strips, and those of ``endings``.

        Repeated until nothing changes, so that *kommentarerna*, *kommentarer* and *kommentar* (the
        comments, comments, comment) have the same stem. A stem that is spelled like a stop word
        gets a mark: *möten* (meetings) is not *mot* (against).
        """
        stemmed = stem(self.stemmer, word)
        while self.endings:
            shorter = self._without_ending(stemmed)
            if len(shorter) >= _MIN_LENGTH_TO_STEM_AGAIN:
                shorter = stem(self.stemmer, shorter)
            if shorter == stemmed:
                break
            stemmed = shorter
        return f"{stemmed}_" if stemmed in self.stop else stemmed

    def _without_ending(self, word: str) -> str:
        stripped = (rule.apply(word) for rule in self.endings)
        return next((result for result in stripped if result is not None), word)


@functools.lru_cache(maxsize=64)
def vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of a language; empty if its folder has no ``search.yml``.

    In the file, ``asking``, ``alike``, ``wider`` and ``favours`` are the keys of the question
    words, the synonyms, the broader words and the kind hints. The forms under ``forms`` lead to the
    stem of their word, and those under ``whole`` to the word itself.
    """
    data = language.search
    question_words = frozenset(_words_in(data, "asking"))
    broader, hints = data.get("wider") or {}, data.get("favours") or {}
    words = Vocabulary(
        language.code,
        stemmer=stemmer if (stemmer := data.get("stemmer")) in stemmers() else None,
        endings=ending_rules(data.get("endings") or (), data.get("vowels") or ""),
        compounds=_compound_rules(data.get("compounds")),
        stop=question_words.union(_words_in(data, "stop")),
        question_words=question_words,
        elements=frozenset(_words_in(data, "elements")),
        simple=frozenset(_words_in(data, "simple")),
        synonyms=tuple(_phrases(line) for line in data.get("alike") or ()),
        broader_words=tuple((word, *_phrases(line)) for word, line in broader.items()),
        kind_hints={kind: _phrases(fold(line)) for kind, line in hints.items()},
        page_phrases={name: _phrases(line) for name, line in (data.get("pages") or {}).items()},
    )
    words.forms.update({form: words.stem(word) for word, form in _word_forms(data.get("forms"))})
    words.forms.update({form: word for word, form in _word_forms(data.get("whole"))})
    return words


def _words_in(data: Mapping[str, Any], key: str) -> list[str]:
    return (data.get(key) or "").split()


def _phrases(line: str) -> tuple[str, ...]:
    return tuple(line.split(", "))


def _compound_rules(data: Mapping[str, str] | None) -> CompoundRules | None:
    if data is None:
        return None
    return CompoundRules(*(tuple(_words_in(data, key)) for key in ("links", "long_links")))


def _word_forms(forms_by_word: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    """Pairs of a word and one of its forms; the word itself is one of them."""
    for word, forms in (forms_by_word or {}).items():
        yield from ((word, form) for form in (word, *forms.split()))
