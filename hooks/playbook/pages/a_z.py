"""The alphabetical index of questions, titles and terms, for readers without JavaScript."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..kinds.glossary import Term
from ..kinds.policy import Rule
from ..model.entry import Entry
from .show import Show

OTHERS = "0–9"
"""Where words stand that begin with a number, or hold no letter at all."""
Sign = tuple[bool, int, str]
"""A letter or digit as it is sorted: digits first, then by its place in the alphabet, then by
itself."""


@dataclass(frozen=True)
class Line:
    """A line of the index: its text and its entry."""

    words: str
    entry: Entry


@dataclass(frozen=True)
class Letter:
    """The lines that begin with a letter."""

    letter: str
    lines: tuple[Line, ...]


def alphabetical_index(show: Show) -> list[Letter]:
    """The letters in the order of the language, each with its lines."""
    alphabet = show.handbook.playbook.language_data[show.language].listed("alphabet")
    lines = {(line.words, line.entry.id): line for line in _lines(show)}.values()
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: sort_key(line.words, alphabet)):
        found.setdefault(letter(line.words, alphabet), []).append(line)
    return [Letter(name, tuple(its)) for name, its in found.items()]


def sort_key(words: str, alphabet: Sequence[str]) -> tuple[tuple[Sign, ...], ...]:
    """The sort key: letters and digits only, without accents except for letters of the alphabet.

    Each item of the alphabet has the letters that stand in the same place.
    """
    folded = unicodedata.normalize("NFC", words).casefold()
    signs = (tuple(_signs(word, alphabet)) for word in folded.split())
    return tuple(word for word in signs if word)


def letter(words: str, alphabet: Sequence[str]) -> str:
    """The letter that words stand under."""
    key = sort_key(words, alphabet)
    if not key:
        return OTHERS
    is_letter, place, sign = key[0][0]
    if not is_letter:
        return OTHERS
    return (alphabet[place][0] if place < len(alphabet) else sign).upper()


def _signs(word: str, alphabet: Sequence[str]) -> Iterator[Sign]:
    """The letters and digits of a word. A letter that the alphabet lacks comes after its end."""
    for sign in word:
        place = _place(sign, alphabet)
        plain = sign if place is not None else unicodedata.normalize("NFKD", sign)
        for c in filter(str.isalnum, plain):
            place = _place(c, alphabet) if c.isalpha() else None
            yield (c.isalpha(), len(alphabet), c) if place is None else (True, place, "")


def _place(sign: str, alphabet: Sequence[str]) -> int | None:
    return next((place for place, letters in enumerate(alphabet) if sign in letters), None)


def _lines(show: Show) -> Iterator[Line]:
    for entries in show.handbook.by_kind.values():
        for entry in entries:
            if entry.status != "current":
                continue
            yield Line(show.plain(entry.title), entry)
            if isinstance(entry, Rule):
                yield Line(show.plain(entry.question), entry)
            elif isinstance(entry, Term):
                for word in (entry.synonyms or {}).get(show.language, ()):
                    yield Line(show.insert(word), entry)
