"""What the search indexes for an entry: phrases that people search for, its text, its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.entry import Entry
from ..model.kind_parts import texts_of
from ..model.types import TextMarker
from ..pages.handbook import Handbook
from ..pages.page_formatter import PageFormatter
from ..post.rules import checked_words

_MARKUP = re.compile(r"\]\((?:[^)\]]|\](?!\())*\)|[*`#>\[\]]+|(?<!\w)_+|_+(?!\w)")
"""Markdown syntax: targets of links, emphasis, code, headings and quotes."""

LEAD_WEIGHT = 2
"""The weight of a text that answers a query; other texts have the weight 1."""
READINESS = {"rules": 101, "act": 97, "places": 94, "plan": 91, "words": 79}
"""How well the kinds of each group answer a query, as a weight in percent."""


@dataclass(frozen=True)
class Phrase:
    """A phrase that finds an entry. ``rank`` is 0 for the most important phrases, otherwise 1."""

    text: str
    rank: int = 0


def phrases(
    handbook: Handbook, entry: Entry, language: str, *, is_reader_language: bool = True
) -> Iterator[Phrase]:
    """The phrases that find an entry in a language.

    In the reader's language, they include the title of its kind.
    """
    formatter = PageFormatter(handbook, language, page="")
    for name in _phrase_fields(entry):
        for text in texts_of(entry, name, language):
            yield Phrase(formatter.insert(text))
    for name in entry.spec.search.names:
        value = getattr(entry, name) or ()
        yield from map(Phrase, (value,) if isinstance(value, str) else value)
    if is_reader_language:
        yield Phrase(handbook.words[language](f"kinds.{entry.kind}.title"), rank=1)


def _phrase_fields(entry: Entry) -> tuple[str, ...]:
    """The fields whose texts are phrases that people search for."""
    spec = entry.spec
    return tuple(dict.fromkeys(("title", spec.headline, "asked_as", *spec.search.phrases)))


def texts(handbook: Handbook, entry: Entry, language: str) -> Iterator[tuple[str, int]]:
    """The other texts of an entry without markup, each with its weight.

    They include the words that its checks of posts look for.
    """
    formatter = PageFormatter(handbook, language, page="")
    for field in handbook.marked_values(entry):
        if isinstance(field.marker, TextMarker) and field.path[0] not in _phrase_fields(entry):
            weight = LEAD_WEIGHT if field.path[0] in entry.spec.search.leads else 1
            for text in _texts(field.value, language):
                yield plain(text, formatter), weight
    yield from ((text, 1) for text in checked_words(entry, language))
    chapter_id = handbook.playbook.chapter_of.get(entry.id)
    for chapter in handbook.chapters(entry.kind):
        if chapter.id == chapter_id:
            yield formatter.plain(chapter.title), LEAD_WEIGHT


def lead(handbook: Handbook, entry: Entry, language: str) -> str:
    """The text that answers a query, without markup; empty if the entry has none."""
    formatter = PageFormatter(handbook, language, page="")
    by_name: dict[str, str] = {}
    for field in handbook.marked_values(entry):
        if isinstance(field.marker, TextMarker) and field.path[0] not in _phrase_fields(entry):
            field_texts = _texts(field.value, language) or _texts(field.value, None)
            if field_texts:
                by_name.setdefault(str(field.path[0]), plain(field_texts[0], formatter))
    names = [name for name in entry.spec.search.leads if name in by_name] or list(by_name)
    return by_name[names[0]] if names else ""


def plain(text: str, formatter: PageFormatter) -> str:
    """The text of prose without markup."""
    return " ".join(_MARKUP.sub("", formatter.insert(text)).replace("|", " ").split())


def readiness(kind: type[Entry]) -> int:
    """The weight of a kind as an answer, in percent: highest for rules, lowest for glossary
    terms."""
    return READINESS[kind.spec.group]


def _texts(value: Any, language: str | None) -> tuple[str, ...]:
    """The texts of a field in a language; if ``language`` is None, in its first language."""
    if not value:
        return ()
    words = value.get(language) if language else next(iter(value.values()), ())
    return (words,) if isinstance(words, str) else tuple(words or ())
