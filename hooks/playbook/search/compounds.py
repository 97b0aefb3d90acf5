"""Splitting compounds into words that the handbook uses, or that any handbook may."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from .vocabulary import Compounds

SHORTEST = 4


@dataclass(frozen=True)
class Elements:
    """What compounds may be made of.

    ``rules`` say how the parts are linked; ``words`` as they stand in texts, ``terms`` what they
    are kept as, ``short`` the terms of three letters that may be a part.
    """

    rules: Compounds
    term: Callable[[str], str]
    words: Collection[str]
    terms: Collection[str]
    short: Collection[str]

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """How terms begin: endings come and go, the first letters stay."""
        return frozenset(term[:3] for term in (*self.terms, *self.short))

    def parts(self, word: str) -> tuple[str, ...]:
        """The terms of the parts of a compound; empty where the word is not one.

        The longest last part wins, for it says what the thing is: *dataskydds|ombud*.
        """
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            if tail[:3] not in self._beginnings:
                continue
            last = self.term(tail)
            if self._may_be(tail, last):
                first = next(self._firsts(head), None)
                inner = (first,) if first else self._inner_parts(head)
                if inner:
                    return (*inner, last)
        return ()

    def _inner_parts(self, head: str) -> tuple[str, ...]:
        """The terms of a first part that is a compound itself, with or without a link."""
        linked = (head[: -len(link)] for link in self.rules.links if head.endswith(link))
        return next(filter(None, map(self.parts, (head, *linked))), ())

    def _firsts(self, head: str) -> Iterator[str]:
        """The terms that a first part may stand for, with its linking letter taken away."""
        long_links = self.rules.long_links
        for link in ("", *self.rules.links, *long_links):
            bare = head[: len(head) - len(link)]
            if head.endswith(link) and (link not in long_links or len(bare) >= SHORTEST):
                if self._may_be(bare, bare):
                    yield bare
                if bare in self.words and self._may_be(bare, self.term(bare)):
                    yield self.term(bare)

    def _may_be(self, piece: str, term: str) -> bool:
        if len(piece) < SHORTEST:
            return len(piece) == 3 and term in self.short
        return term in self.terms
