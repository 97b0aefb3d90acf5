"""What the search knows of a language: how it brings words to the form under which it keeps them.

The browser does the same with what is typed (``analysis.js``); a test compares the two over every
word of the handbook.
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

_SHORTEST_ENDING_STRIPPED = 6


@dataclass(frozen=True)
class Compounds:
    """How a language writes compounds: what may link the parts, and what only after long ones."""

    links: tuple[str, ...] = ()
    long_links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """What the search knows of a language.

    ``stemmer`` is its name in Snowball; ``endings`` are the rules for what the stemmer leaves;
    ``compounds`` is None where compounds are several words. Of the ``stop`` words those that are
    ``asking`` stay in phrases: *vem får* is not *får jag*. ``forms`` leads from odd forms to their
    terms; ``elements`` are words that compounds are made of, beside those of the handbook;
    ``alike`` groups of everyday words for the same thing; ``wider`` words with those that are a
    kind of it; ``favours`` the forms of a question that ask for a kind of entry, by kind.
    """

    language: str
    stemmer: str | None = None
    endings: tuple[EndingRule, ...] = ()
    compounds: Compounds | None = None
    stop: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    forms: dict[str, str] = field(default_factory=dict)
    elements: frozenset[str] = frozenset()
    alike: tuple[tuple[str, ...], ...] = ()
    wider: tuple[tuple[str, ...], ...] = ()
    favours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @functools.cached_property
    def quiet(self) -> frozenset[str]:
        """The stop words that ask nothing."""
        return self.stop - self.asking

    @functools.cached_property
    def _terms(self) -> dict[str, str]:
        """The terms that were asked for: a handbook has far fewer words than places for them."""
        return {word: word for word in self.stop}

    def term(self, word: str) -> str:
        """The form under which a folded word is kept; stop words stay as they are."""
        if word not in self._terms:
            self._terms[word] = self.forms.get(word) or self.stem(word)
        return self._terms[word]

    def stem(self, word: str) -> str:
        """A folded word without its endings: Snowball's, and a few that it leaves.

        Repeated until nothing changes, so that *kommentarerna*, *kommentarer* and *kommentar* meet.
        A stem that is written like a stop word is marked: *möten* is not *mot*.
        """
        found = stem(self.stemmer, word)
        while self.endings:
            shorter = self._without_ending(found)
            if len(shorter) >= _SHORTEST_ENDING_STRIPPED:
                shorter = stem(self.stemmer, shorter)
            if shorter == found:
                break
            found = shorter
        return f"{found}_" if found in self.stop else found

    def _without_ending(self, word: str) -> str:
        applied = (rule.apply(word) for rule in self.endings)
        return next((found for found in applied if found is not None), word)


@functools.lru_cache(maxsize=64)
def vocabulary(language: Language) -> Vocabulary:
    """What the search knows of a language; nothing where its folder has no ``search.yml``."""
    data = language.search
    asking = frozenset(_listed(data, "asking"))
    found = Vocabulary(
        language.code,
        stemmer=stemmer if (stemmer := data.get("stemmer")) in stemmers() else None,
        endings=ending_rules(data.get("endings") or (), data.get("vowels") or ""),
        compounds=_compounds(data.get("compounds")),
        stop=asking.union(_listed(data, "stop")),
        asking=asking,
        elements=frozenset(_listed(data, "elements")),
        alike=tuple(_phrases(line) for line in data.get("alike") or ()),
        wider=tuple((word, *_phrases(line)) for word, line in (data.get("wider") or {}).items()),
        favours={kind: _phrases(fold(line)) for kind, line in (data.get("favours") or {}).items()},
    )
    found.forms.update({form: found.stem(word) for word, form in _lines(data.get("forms"))})
    found.forms.update({form: word for word, form in _lines(data.get("whole"))})
    return found


def _listed(data: Mapping[str, Any], key: str) -> list[str]:
    return (data.get(key) or "").split()


def _phrases(line: str) -> tuple[str, ...]:
    return tuple(line.split(", "))


def _compounds(data: Mapping[str, str] | None) -> Compounds | None:
    if data is None:
        return None
    return Compounds(*(tuple(_listed(data, key)) for key in ("links", "long_links")))


def _lines(listed: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    """Each word of a list with each of its forms, and with itself."""
    for word, forms in (listed or {}).items():
        yield from ((word, form) for form in (word, *forms.split()))
