"""All questions, titles and terms in alphabetical order: the search without JavaScript."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..kinds.glossary import Term
from ..kinds.policy import Rule
from ..model.entry import Entry
from .show import Show

_AFTER_Z = str.maketrans({"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3"})
"""Letters of their own in Swedish, after z: ``{`` is what comes after it."""
_OWN_LETTERS = frozenset({"sv"})


@dataclass(frozen=True)
class Line:
    """A line of the list: its words, and the entry to which they lead."""

    words: str
    entry: Entry


@dataclass(frozen=True)
class Letter:
    """The lines that begin with a letter."""

    letter: str
    lines: tuple[Line, ...]


def a_z(show: Show) -> list[Letter]:
    """The letters in the order of the language, each with its lines."""
    lines = {(line.words, line.entry.id): line for line in _lines(show)}.values()
    ordered = sorted(lines, key=lambda line: sort_key(line.words, show.language))
    grouped = groupby(ordered, key=lambda line: _letter(line.words, show.language))
    return [Letter(letter, tuple(its)) for letter, its in grouped]


def sort_key(words: str, language: str) -> str:
    """What words are sorted by: letters and digits alone, accents off but for own letters."""
    folded = unicodedata.normalize("NFC", words).casefold()
    if language in _OWN_LETTERS:
        folded = folded.translate(_AFTER_Z)
    plain = unicodedata.normalize("NFKD", folded)
    kept = "".join(c for c in plain if c.isalnum() or c in "{ ")
    return " ".join(kept.split())


def _letter(words: str, language: str) -> str:
    key = sort_key(words, language)
    if key.startswith("{") and len(key) > 1:
        return {"1": "Å", "2": "Ä", "3": "Ö"}[key[1]]
    return key[:1].upper() if key[:1].isalpha() else "0–9"


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
