"""The alphabetical index of questions, titles and terms, for readers without JavaScript."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.entry import Entry, headline
from ..model.kind_parts import texts_of
from .show import Show

_AFTER_Z: Mapping[str, tuple[str, ...]] = {"sv": ("å", "äæ", "öø")}
"""The letters after z in a language's alphabet, in order, each with the letters sorted as equal."""
OTHERS = "0–9"
"""The heading for texts that begin with a number or contain no letter."""
CollationElement = tuple[bool, str, int]
"""The sort key of a letter or digit: whether it is a letter, its base character, and its position
after z (0 for other letters)."""


@dataclass(frozen=True)
class Line:
    """A line of the index: its text, and the entry that it links to."""

    text: str
    entry: Entry


@dataclass(frozen=True)
class Letter:
    """A letter and the lines that begin with it."""

    letter: str
    lines: tuple[Line, ...]


def alphabetical_index(show: Show) -> list[Letter]:
    """The letters in alphabetical order of the language, each with its lines."""
    lines = {(line.text, line.entry.id): line for line in _lines(show)}.values()
    by_letter: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: sort_key(line.text, show.language)):
        by_letter.setdefault(letter(line.text, show.language), []).append(line)
    return [Letter(name, tuple(members)) for name, members in by_letter.items()]


def sort_key(text: str, language: str) -> tuple[tuple[CollationElement, ...], ...]:
    """The sort key of a text, one tuple per word.

    Only letters and digits count. Accents are ignored, except in letters of the language's own
    alphabet.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    words = (tuple(_collation_elements(word, language)) for word in folded.split())
    return tuple(word for word in words if word)


def letter(text: str, language: str) -> str:
    """The letter of the index that a text is listed under."""
    key = sort_key(text, language)
    if not key:
        return OTHERS
    is_letter, base, after_z = key[0][0]
    if after_z:
        return _AFTER_Z[language][after_z - 1][0].upper()
    return base.upper() if is_letter else OTHERS


def _collation_elements(word: str, language: str) -> Iterator[CollationElement]:
    """The collation elements of a word's letters and digits."""
    last_letters = _AFTER_Z.get(language, ())
    for character in word:
        after_z = next((n for n, equal in enumerate(last_letters, 1) if character in equal), 0)
        if after_z:
            yield True, "z", after_z
        else:
            decomposed = unicodedata.normalize("NFKD", character)
            yield from ((c.isalpha(), c, 0) for c in decomposed if c.isalnum())


def _lines(show: Show) -> Iterator[Line]:
    for entries in show.handbook.by_kind.values():
        for entry in entries:
            if entry.status != "current":
                continue
            yield Line(show.plain(entry.title), entry)
            yield Line(show.plain(headline(entry)), entry)
            for field in entry.spec.index:
                for words in texts_of(entry, field, show.language):
                    yield Line(show.insert(words), entry)
