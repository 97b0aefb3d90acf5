"""Finds words and phrases. Their inflected forms are computed when the rules are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .token_patterns import GAP
from .tokens import Post, Unit

_GAP = re.compile(f"[{GAP}]*")

Phrase = Mapping[str, Any]
"""A compiled phrase: ``text`` (as the editor wrote it), ``instead`` (the optional replacement) and
``words``. Each word is plain, has a * at one end for any letters, or is a list of stems, each
followed by ~, that take the language's endings."""

WordPattern = frozenset[str] | str
"""What matches a word: its stems, the word itself, or a string with a * at one end."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a post: its offsets, and the indexes of its first and last unit."""

    start: int
    end: int
    first: int
    last: int
    phrase: Phrase


class Phrases:
    """Finds any phrase of a list in a post."""

    def __init__(self, phrases: Sequence[Phrase], *, ignorecase: bool = True) -> None:
        self.ignorecase = ignorecase
        self.by_word: dict[str, list[tuple[Phrase, Sequence[WordPattern]]]] = {}
        self.by_stem: dict[str, list[tuple[Phrase, Sequence[WordPattern]]]] = {}
        self.wildcards: list[tuple[Phrase, Sequence[WordPattern]]] = []
        for phrase in phrases:
            patterns = [_word_pattern(word) for word in phrase["words"]]
            if not patterns:
                continue
            if isinstance(patterns[0], frozenset):
                for stem in patterns[0]:
                    self.by_stem.setdefault(stem, []).append((phrase, patterns))
            elif "*" in patterns[0]:
                self.wildcards.append((phrase, patterns))
            else:
                self.by_word.setdefault(patterns[0], []).append((phrase, patterns))

    def find(self, post: Post) -> Iterator[Match]:
        """The matches from left to right, the longest at each position, without overlaps."""
        position, units = 0, post.units
        while position < len(units):
            match = self._longest_match(post, units, position)
            if match:
                yield match
                position = match.last
            position += 1

    def _longest_match(self, post: Post, units: Sequence[Unit], position: int) -> Match | None:
        best: Phrase | None = None
        for phrase, patterns in self._candidates(units[position], post.stems[position]):
            is_longer = best is None or len(patterns) > len(best["words"])
            if is_longer and self._matches(patterns, post, position):
                best = phrase
        if best is None:
            return None
        last = position + len(best["words"]) - 1
        return Match(units[position].start, units[last].end, position, last, best)

    def _candidates(
        self, unit: Unit, stems: Sequence[str]
    ) -> Iterator[tuple[Phrase, Sequence[WordPattern]]]:
        """The phrases that can start with a word; exact forms first."""
        yield from self.by_word.get(self._word(unit), ())
        for stem in stems:
            yield from self.by_stem.get(stem, ())
        yield from self.wildcards

    def _matches(self, patterns: Sequence[WordPattern], post: Post, position: int) -> bool:
        units = post.units
        if position + len(patterns) > len(units):
            return False
        for index, pattern in enumerate(patterns, start=position):
            if not _is_form(self._word(units[index]), post.stems[index], pattern):
                return False
            gap = post.text[units[index - 1].end : units[index].start] if index > position else ""
            if not _GAP.fullmatch(gap):
                return False
        return True

    def _word(self, unit: Unit) -> str:
        return unit.folded if self.ignorecase else unit.original


def _word_pattern(word: str) -> WordPattern:
    """The pattern of a compiled word."""
    return frozenset(word.split("~")[:-1]) if "~" in word else word


def _is_form(word: str, stems: Sequence[str], pattern: WordPattern) -> bool:
    """Whether a word, with these stems, matches a pattern."""
    if isinstance(pattern, frozenset):
        return not pattern.isdisjoint(stems)
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word == pattern
