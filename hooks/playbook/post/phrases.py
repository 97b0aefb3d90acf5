"""Finds words and phrases. Their inflected forms are computed when the rules are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .token_patterns import GAP
from .tokens import Post, Unit

_BETWEEN = re.compile(f"[{GAP}]*")

Phrase = Mapping[str, Any]
"""A compiled phrase: ``text`` (as the editor wrote it), ``instead`` (the optional replacement) and
``words``. Each item is a plain word, a word with a * at one end for any letters, or stems that end
in ~ and take the language's endings."""

Wanted = frozenset[str] | str
"""The stems that match a word, or the word itself, or a text with a * at one end."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found among the units; ``last`` is the index of its last unit."""

    start: int
    end: int
    first: int
    last: int
    phrase: Phrase


class Phrases:
    """A compiled list of phrases."""

    def __init__(self, phrases: Sequence[Phrase], *, ignorecase: bool = True) -> None:
        self.ignorecase = ignorecase
        self.by_word: dict[str, list[tuple[Phrase, Sequence[Wanted]]]] = {}
        self.by_stem: dict[str, list[tuple[Phrase, Sequence[Wanted]]]] = {}
        self.open: list[tuple[Phrase, Sequence[Wanted]]] = []
        for phrase in phrases:
            wanted = [_wanted(word) for word in phrase["words"]]
            if not wanted:
                continue
            if isinstance(wanted[0], frozenset):
                for stem in wanted[0]:
                    self.by_stem.setdefault(stem, []).append((phrase, wanted))
            elif "*" in wanted[0]:
                self.open.append((phrase, wanted))
            else:
                self.by_word.setdefault(wanted[0], []).append((phrase, wanted))

    def find(self, post: Post) -> Iterator[Match]:
        """The matches from left to right, the longest at each position, without overlaps."""
        at, units = 0, post.units
        while at < len(units):
            match = self._longest(post, units, at)
            if match:
                yield match
                at = match.last
            at += 1

    def _longest(self, post: Post, units: Sequence[Unit], at: int) -> Match | None:
        best: Phrase | None = None
        for phrase, wanted in self._beginning(units[at], post.stems[at]):
            longer = best is None or len(wanted) > len(best["words"])
            if longer and self._matches(wanted, post, at):
                best = phrase
        if best is None:
            return None
        last = at + len(best["words"]) - 1
        return Match(units[at].start, units[last].end, at, last, best)

    def _beginning(
        self, unit: Unit, stems: Sequence[str]
    ) -> Iterator[tuple[Phrase, Sequence[Wanted]]]:
        """The phrases that can start with a word; exact forms first."""
        yield from self.by_word.get(self._word(unit), ())
        for stem in stems:
            yield from self.by_stem.get(stem, ())
        yield from self.open

    def _matches(self, wanted: Sequence[Wanted], post: Post, at: int) -> bool:
        units = post.units
        if at + len(wanted) > len(units):
            return False
        for number, wanted_word in enumerate(wanted, start=at):
            if not _is_form(self._word(units[number]), post.stems[number], wanted_word):
                return False
            gap = post.text[units[number - 1].end : units[number].start] if number > at else ""
            if not _BETWEEN.fullmatch(gap):
                return False
        return True

    def _word(self, unit: Unit) -> str:
        return unit.folded if self.ignorecase else unit.exact


def _wanted(word: str) -> Wanted:
    """The stems of a compiled word, or the word itself."""
    return frozenset(word.split("~")[:-1]) if "~" in word else word


def _is_form(word: str, stems: Sequence[str], wanted: Wanted) -> bool:
    """Whether a word has one of the stems, or matches the word or the text with a *."""
    if isinstance(wanted, frozenset):
        return not wanted.isdisjoint(stems)
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    if wanted.startswith("*"):
        return word.endswith(wanted[1:])
    return word == wanted
