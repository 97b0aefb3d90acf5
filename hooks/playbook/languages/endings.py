"""Rules that take endings away, as data: no language needs a function of its own.

A rule applies to words that end with its ``ending`` after one of ``after``, which may name classes
of letters: ``V`` a vowel, ``C`` any other letter, ``D`` any other letter twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

LATIN_VOWELS = "aeiouy"


@dataclass(frozen=True)
class EndingRule:
    """One rule: in words of at least ``least`` letters, ``cut`` letters give way to ``write``.

    ``pattern`` is a regular expression that Python and JavaScript read in the same way.
    """

    pattern: str
    cut: int
    write: str
    least: int

    def apply(self, word: str) -> str | None:
        """The word with another ending, or None if the rule does not apply."""
        if len(word) < self.least or not self._compiled.search(word):
            return None
        return word[: len(word) - self.cut] + self.write

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


def ending_rules(rules: Iterable[Mapping[str, Any]], vowels: str) -> tuple[EndingRule, ...]:
    """The rules of a file. A rule may have several endings: one rule for each."""
    return tuple(rule for data in rules for rule in _rules(data, vowels or LATIN_VOWELS))


def _rules(data: Mapping[str, Any], vowels: str) -> Iterator[EndingRule]:
    before = _before(str(data.get("after") or "").split(), vowels)
    for ending in data["ending"].split():
        write = str(data.get("write") or "")
        least = int(data.get("least") or 0)
        yield EndingRule(f"{before}{re.escape(ending)}$", len(ending), write, least)


def _before(after: Sequence[str], vowels: str) -> str:
    """The pattern of what may stand before an ending."""
    vowel = f"[{re.escape(vowels)}]"
    other = f"[^{re.escape(vowels)}]"
    alternatives, groups = [], 0
    for letters in after:
        parts = []
        for letter in letters:
            groups += letter == "D"
            classes = {"V": vowel, "C": other, "D": rf"({other})\{groups}"}
            parts.append(classes.get(letter) or re.escape(letter))
        alternatives.append("".join(parts))
    return f"(?:{'|'.join(alternatives)})" if alternatives else ""
