"""The alphabetical index of questions, titles and terms, for readers without JavaScript."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..kinds.glossary import Term
from ..kinds.policy import Rule
from ..model.entry import Entry
from .show import Show

_AFTER_Z: Mapping[str, tuple[str, ...]] = {"sv": ("å", "äæ", "öø")}
"""Letters that a language has after z, in their order, each with those that stand with it."""
OTHERS = "0–9"
"""Where words stand that begin with a number, or hold no letter at all."""
Sign = tuple[bool, str, int]
"""A letter or digit as it is sorted: digits first, then by itself, then by how far after z."""


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
    lines = {(line.words, line.entry.id): line for line in _lines(show)}.values()
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: sort_key(line.words, show.language)):
        found.setdefault(letter(line.words, show.language), []).append(line)
    return [Letter(name, tuple(its)) for name, its in found.items()]


def sort_key(words: str, language: str) -> tuple[tuple[Sign, ...], ...]:
    """The sort key: letters and digits only, without accents except for letters of the language's
    alphabet."""
    folded = unicodedata.normalize("NFC", words).casefold()
    signs = (tuple(_signs(word, language)) for word in folded.split())
    return tuple(word for word in signs if word)


def letter(words: str, language: str) -> str:
    """The letter that words stand under."""
    key = sort_key(words, language)
    if not key:
        return OTHERS
    is_letter, sign, after_z = key[0][0]
    if after_z:
        return _AFTER_Z[language][after_z - 1][0].upper()
    return sign.upper() if is_letter else OTHERS


def _signs(word: str, language: str) -> Iterator[Sign]:
    """The letters and digits of a word. No text can hold what marks a letter after z."""
    own = _AFTER_Z.get(language, ())
    for sign in word:
        after_z = next((place for place, its in enumerate(own, 1) if sign in its), 0)
        if after_z:
            yield True, "z", after_z
        else:
            plain = unicodedata.normalize("NFKD", sign)
            yield from ((c.isalpha(), c, 0) for c in plain if c.isalnum())


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
