"""Splits compounds into words of the handbook and everyday words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from .vocabulary import CompoundRules, Vocabulary

MIN_COMPOUND_LENGTH = 7
MIN_TERM_LENGTH = 3
LONGEST_ENDING = 4
"""The longest ending, in letters, of an inflected last part that is not written alone."""
MIN_PART_LENGTH = 4
"""The shortest part, in letters, that need not be among the short terms."""


@dataclass(frozen=True)
class Elements:
    """The possible parts of compounds.

    ``rules`` define the letters that link parts; ``to_term`` returns the term of a word: its stem
    in the index. ``words`` are words as written, ``terms`` their terms of four letters or more, and
    ``short_terms`` the terms of three letters that can be a part. A last part of three letters is
    one of ``short_last_words``: *chansen* (the chance) does not end in *sen* (late).
    ``everyday_terms`` are the terms of everyday words that occur in compounds.
    """

    rules: CompoundRules
    to_term: Callable[[str], str]
    words: Collection[str]
    terms: Collection[str]
    short_terms: Collection[str]
    short_last_words: Collection[str]
    everyday_terms: Collection[str]

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        """The first three letters of each term. Stemming never changes these letters of a word."""
        return frozenset(term[:3] for term in (*self.terms, *self.short_terms))

    def parts(self, word: str) -> tuple[str, ...]:
        """The terms of the parts of a compound; empty if the word is not a compound.

        The longest possible last part is chosen, as it names the thing: *dataskydds|ombud* (data
        protection officer); but *svars|mall* (reply template) ends in an everyday word, and not in
        *small* (banged).
        """
        for cut in range(3, len(word) - 2):
            if self._is_link_before_everyday_word(word, cut):
                continue
            head, tail = word[:cut], word[cut:]
            if tail[:3] not in self._prefixes:
                continue
            last_term = self.to_term(tail)
            if self._is_element(tail, last_term) and self._is_form(tail, last_term):
                first_term = next(self._first_part_terms(head), None)
                inner = (first_term,) if first_term else self._inner_parts(head)
                if inner:
                    return (*inner, last_term)
        return ()

    def _is_link_before_everyday_word(self, word: str, cut: int) -> bool:
        """Whether the letter at ``cut`` links the parts, rather than begins the last one."""
        if word[cut] not in self.rules.links:
            return False
        everyday = self.everyday_terms
        return (
            self.to_term(word[cut:]) not in everyday and self.to_term(word[cut + 1 :]) in everyday
        )

    def _is_form(self, part: str, term: str) -> bool:
        """Whether a last part is a word as written, or such a word with an ending.

        Otherwise *fredagar* (Fridays) would end in the stem of *ägare* (owner). A longer stem, as
        *storm* of *stormen*, is seldom another word.
        """
        if len(part) < MIN_PART_LENGTH:
            return part in self.short_last_words
        if part == term and len(part) > MIN_PART_LENGTH:
            return True
        shortest = max(MIN_PART_LENGTH, len(part) - LONGEST_ENDING)
        return any(
            part[:length] in self.words and self.to_term(part[:length]) == term
            for length in range(shortest, len(part) + 1)
        )

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


def compounds_in(
    vocabulary: Vocabulary, words: Set[str], terms: Set[str], short_terms: Set[str]
) -> dict[str, tuple[str, ...]]:
    """The term of each compound among words, with the terms of its parts.

    ``terms`` are those of the handbook, and ``short_terms`` the ones of three letters that can be
    a part. Words with a term of their own in the language's data are not split.
    """
    if vocabulary.compounds is None:
        return {}
    everyday = frozenset(map(vocabulary.term, vocabulary.elements))
    # without the mark of stems that are spelled like stop words
    long_terms = {term for term in terms if len(term.rstrip("_")) >= MIN_PART_LENGTH}
    elements = Elements(
        vocabulary.compounds,
        vocabulary.term,
        words | vocabulary.elements,
        (long_terms | {term for term in everyday if len(term) >= MIN_TERM_LENGTH})
        - vocabulary.stop,
        short_terms,
        short_last_words=vocabulary.elements or short_terms,
        everyday_terms=everyday,
    )
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words - vocabulary.forms.keys()):
        term = vocabulary.term(word)
        if len(word) < MIN_COMPOUND_LENGTH or term in found or term in vocabulary.simple_terms:
            continue
        parts = elements.parts(word)
        if parts and term not in parts:
            found[term] = parts
    return found
