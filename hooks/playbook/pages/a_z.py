"""The alphabetical index of entries and pages by title, with the words that its filter finds."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.entry import Entry, headline
from ..model.kind_parts import texts_of
from .addresses import relative
from .page_formatter import PageFormatter

NO_LETTER = "0–9"
"""The heading for texts that begin with a digit, or have neither letters nor digits."""
CollationElement = tuple[bool, int, str]
"""The sort key of a letter or digit: whether it is a letter, its position in the alphabet, and the
character itself if it is not in the alphabet."""


@dataclass(frozen=True)
class Line:
    """A line of the index: a title, and the entry or the hand-written page that it links to.

    ``words`` are the entry's headline and synonyms, by which the filter of the page finds it too.
    ``href`` is the relative URL of a page.
    """

    text: str
    entry: Entry | None
    words: str = ""
    href: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter and the lines that begin with it."""

    letter: str
    lines: tuple[Line, ...]


def alphabetical_index(
    formatter: PageFormatter, entries: Iterable[Entry] | None = None
) -> list[Letter]:
    """The letters in the alphabetical order of the language, each with its lines.

    Without ``entries``, the lines are those of all current entries and all hand-written pages.
    """
    alphabet = formatter.handbook.playbook.language_data[formatter.language].listed("alphabet")
    lines: list[Line] = []
    if entries is None:
        lines += _pages(formatter)
        by_kind = formatter.handbook.by_kind.values()
        entries = (entry for kind in by_kind for entry in kind if entry.status == "current")
    by_letter: dict[str, list[Line]] = {}
    lines += [_line(formatter, entry) for entry in entries]
    for line in sorted(lines, key=lambda line: sort_key(line.text, alphabet)):
        by_letter.setdefault(letter(line.text, alphabet), []).append(line)
    return [Letter(name, tuple(members)) for name, members in by_letter.items()]


def sort_key(text: str, alphabet: Sequence[str]) -> tuple[tuple[CollationElement, ...], ...]:
    """The sort key of a text, one tuple per word.

    Only letters and digits count. Each item of ``alphabet`` lists characters that sort as equal;
    accents on other characters are ignored.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    words = (_collation_elements(word, tuple(alphabet)) for word in folded.split())
    return tuple(word for word in words if word)


def letter(text: str, alphabet: Sequence[str]) -> str:
    """The letter under which a text is listed in the index."""
    words = sort_key(text, alphabet)
    is_letter, position, base = words[0][0] if words else (False, 0, "")
    if not is_letter:
        return NO_LETTER
    return (alphabet[position][0] if position < len(alphabet) else base).upper()


@functools.lru_cache(maxsize=10_000)  # the same words are in several lists
def _collation_elements(word: str, alphabet: tuple[str, ...]) -> tuple[CollationElement, ...]:
    """The collation elements of a word; letters that are not in the alphabet come last."""
    elements: list[CollationElement] = []
    for character in word:
        is_in_alphabet = _position(character, alphabet) is not None
        base = character if is_in_alphabet else unicodedata.normalize("NFKD", character)
        for part in filter(str.isalnum, base):
            position = _position(part, alphabet) if part.isalpha() else None
            if position is None:
                elements.append((part.isalpha(), len(alphabet), part))
            else:
                elements.append((True, position, ""))
    return tuple(elements)


def _position(character: str, alphabet: Sequence[str]) -> int | None:
    """The position of a letter in the alphabet, or None."""
    return next((n for n, equal in enumerate(alphabet) if character in equal), None)


def _pages(formatter: PageFormatter) -> Iterator[Line]:
    for path, title in formatter.handbook.written.get(formatter.language, ()):
        yield Line(title, None, href=relative(path, formatter.page))


def _line(formatter: PageFormatter, entry: Entry) -> Line:
    synonyms = (
        text
        for field in entry.spec.index_fields
        for text in texts_of(entry, field, formatter.language)
    )
    words = (formatter.plain(headline(entry)), *map(formatter.insert, synonyms))
    title = formatter.plain(entry.title)
    others = dict.fromkeys(word for word in words if word and word != title)
    return Line(title, entry, ", ".join(others))
