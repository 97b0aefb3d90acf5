"""Finding words and phrases: the forms were made when the rules were compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .shapes import GAP
from .tokens import Post, Unit

_BETWEEN = re.compile(f"[{GAP}]*")

Phrase = Mapping[str, Any]
"""A compiled phrase: ``text`` (as the editor wrote it), ``instead`` (what to write in its place,
or nothing) and ``words``: each a word alone, with a * at one end for any letters, or stems that
end in ~ and take the language's endings."""


Wanted = frozenset[str] | str
"""The forms that a word may have, or a text with a * at one end."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found among the units; ``last`` is the index of its last unit."""

    start: int
    end: int
    first: int
    last: int
    phrase: Phrase


class Phrases:
    """The phrases of one list, ready to be sought."""

    def __init__(
        self, phrases: Sequence[Phrase], endings: Sequence[str], *, ignorecase: bool = True
    ) -> None:
        self.ignorecase = ignorecase
        self.by_word: dict[str, list[tuple[Phrase, Sequence[Wanted]]]] = {}
        self.open: list[tuple[Phrase, Sequence[Wanted]]] = []
        for phrase in phrases:
            wanted = [_wanted(word, endings) for word in phrase["words"]]
            if wanted and isinstance(wanted[0], str):
                self.open.append((phrase, wanted))
            elif wanted:
                for form in wanted[0]:
                    self.by_word.setdefault(form, []).append((phrase, wanted))

    def find(self, post: Post) -> Iterator[Match]:
        """The matches from left to right, the longest at each place; none overlap."""
        at, units = 0, post.units
        while at < len(units):
            match = self._longest(post, units, at)
            if match:
                yield match
                at = match.last
            at += 1

    def _longest(self, post: Post, units: Sequence[Unit], at: int) -> Match | None:
        word = self._word(units[at])
        best: Phrase | None = None
        for phrase, wanted in (*self.by_word.get(word, ()), *self.open):
            longer = best is None or len(wanted) > len(best["words"])
            if longer and self._matches(wanted, post, units, at):
                best = phrase
        if best is None:
            return None
        last = at + len(best["words"]) - 1
        return Match(units[at].start, units[last].end, at, last, best)

    def _matches(
        self, wanted: Sequence[Wanted], post: Post, units: Sequence[Unit], at: int
    ) -> bool:
        if at + len(wanted) > len(units):
            return False
        for offset, one in enumerate(wanted):
            unit = units[at + offset]
            if not _is_form(self._word(unit), one):
                return False
            before = units[at + offset - 1] if offset else None
            if before and not _BETWEEN.fullmatch(post.text[before.end : unit.start]):
                return False
        return True

    def _word(self, unit: Unit) -> str:
        return unit.folded if self.ignorecase else unit.exact


def _wanted(word: str, endings: Sequence[str]) -> Wanted:
    """The forms of a compiled word, or the word itself where it has a * at one end."""
    if "*" in word:
        return word
    stems = word.split("~")
    if len(stems) == 1:
        return frozenset(stems)
    made = (stem + ending for stem in stems[:-1] for ending in endings)
    return frozenset(form for form in made if len(form) > 2)


def _is_form(word: str, wanted: Wanted) -> bool:
    """Whether a word is one of the forms, or begins or ends as a text with a * says."""
    if not isinstance(wanted, str):
        return word in wanted
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word.endswith(wanted[1:])
