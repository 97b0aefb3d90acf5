"""Rules that strip or replace the endings of words.

A rule applies to words in which its ``ending`` follows one of the items of ``after``. In an item,
``V`` stands for a vowel, ``C`` for a consonant, and ``D`` for a doubled consonant.
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
    """A rule that replaces the last ``cut_length`` letters of a word by ``replacement``.

    It applies to words of ``min_length`` letters or more that match ``pattern``, a regular
    expression with the same meaning in Python and JavaScript.
    """

    pattern: str
    cut_length: int
    replacement: str
    min_length: int

    def apply(self, word: str) -> str | None:
        """The word with its ending replaced, or None if the rule does not apply."""
        if len(word) < self.min_length or not self._compiled.search(word):
            return None
        return word[: len(word) - self.cut_length] + self.replacement

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


def ending_rules(rules: Iterable[Mapping[str, Any]], vowels: str) -> tuple[EndingRule, ...]:
    """The rules in a file; a rule that lists several endings becomes one rule for each."""
    return tuple(rule for data in rules for rule in _rules(data, vowels or LATIN_VOWELS))


def _rules(data: Mapping[str, Any], vowels: str) -> Iterator[EndingRule]:
    preceding = _preceding_pattern(str(data.get("after") or "").split(), vowels)
    for ending in data["ending"].split():
        replacement = str(data.get("write") or "")
        min_length = int(data.get("least") or 0)
        yield EndingRule(f"{preceding}{re.escape(ending)}$", len(ending), replacement, min_length)


def _preceding_pattern(after: Sequence[str], vowels: str) -> str:
    """The pattern of the letters that may precede an ending."""
    vowel = f"[{re.escape(vowels)}]"
    consonant = f"[^{re.escape(vowels)}]"
    alternatives, group_count = [], 0
    for letters in after:
        parts = []
        for letter in letters:
            if letter == "D":
                group_count += 1
            doubled = rf"({consonant})\{group_count}"  # a group, and the same letter again
            classes = {"V": vowel, "C": consonant, "D": doubled}
            parts.append(classes.get(letter) or re.escape(letter))
        alternatives.append("".join(parts))
    return f"(?:{'|'.join(alternatives)})" if alternatives else ""
