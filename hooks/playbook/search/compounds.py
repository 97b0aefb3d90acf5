"""Splits compounds into words of the handbook and everyday words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from .vocabulary import CompoundRules

MIN_PART_LENGTH = 4
"""The shortest part, in letters, that need not be among the short terms."""


@dataclass(frozen=True)
class Elements:
    """The possible parts of compounds.

    ``rules`` define the letters that link parts; ``to_term`` returns the term of a word: its stem
    in the index. ``words`` are words as written, ``terms`` their terms of four letters or more, and
    ``short_terms`` the terms of three letters that can be a part.
    """

    rules: CompoundRules
    to_term: Callable[[str], str]
    words: Collection[str]
    terms: Collection[str]
    short_terms: Collection[str]

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        """The first three letters of each term. Stemming never changes these letters of a word."""
        return frozenset(term[:3] for term in (*self.terms, *self.short_terms))

    def parts(self, word: str) -> tuple[str, ...]:
        """The terms of the parts of a compound; empty if the word is not a compound.

        The longest possible last part is chosen, as it names the thing: *dataskydds|ombud* (data
        protection officer).
        """
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            if tail[:3] not in self._prefixes:
                continue
            last_term = self.to_term(tail)
            if self._is_element(tail, last_term):
                first_term = next(self._first_part_terms(head), None)
                inner = (first_term,) if first_term else self._inner_parts(head)
                if inner:
                    return (*inner, last_term)
        return ()

    def _inner_parts(self, head: str) -> tuple[str, ...]:
        """The terms of the parts of a first part that is itself a compound; empty if it is not."""
        without_link = (head[: -len(link)] for link in self.rules.links if head.endswith(link))
        return next(filter(None, map(self.parts, (head, *without_link))), ())

    def _first_part_terms(self, head: str) -> Iterator[str]:
        """The possible terms of a first part, with and without linking letters.

        The part may be a term itself, or a word as written.
        """
        links_after_long_parts = self.rules.links_after_long_parts
        for link in ("", *self.rules.links, *links_after_long_parts):
            stripped = head[: len(head) - len(link)]
            if head.endswith(link) and (
                link not in links_after_long_parts or len(stripped) >= MIN_PART_LENGTH
            ):
                if self._is_element(stripped, stripped):
                    yield stripped
                if stripped in self.words and self._is_element(stripped, self.to_term(stripped)):
                    yield self.to_term(stripped)

    def _is_element(self, part: str, term: str) -> bool:
        if len(part) < MIN_PART_LENGTH:
            return len(part) == 3 and term in self.short_terms
        return term in self.terms
