"""What the search takes from each entry: phrases that people ask with, its text, its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.entry import Entry
from ..model.kind_parts import texts_of
from ..model.types import TextMarker
from ..pages.handbook import Handbook
from ..pages.show import Show

_MARKS = re.compile(r"\]\((?:[^)\]]|\](?!\())*+\)|[*`#>\[\]]+|(?<!\w)_+|_+(?!\w)")

LEAD_WEIGHT = 2
READY = {"rules": 101, "act": 97, "places": 94, "plan": 91, "words": 79}
"""How readily the kinds of a group answer, in percent."""


@dataclass(frozen=True)
class Phrase:
    """Words that lead to an entry. ``weight`` is a class: 0 the strongest."""

    text: str
    weight: int = 0


def phrases(
    handbook: Handbook, entry: Entry, language: str, *, own: bool = True
) -> Iterator[Phrase]:
    """The phrases that lead to an entry in a language; in the reader's ``own`` its kind as well."""
    show = Show(handbook, language, "")
    for name in _asked(entry):
        for text in texts_of(entry, name, language):
            yield Phrase(show.insert(text))
    for name in entry.spec.search.names:
        value = getattr(entry, name) or ()
        yield from map(Phrase, (value,) if isinstance(value, str) else value)
    if own:
        yield Phrase(handbook.words[language](f"kinds.{entry.kind}.title"), 1)


def _asked(entry: Entry) -> tuple[str, ...]:
    """The fields whose texts are phrases to ask with."""
    spec = entry.spec
    return tuple(dict.fromkeys(("title", spec.headline, "asked_as", *spec.search.phrases)))


def texts(handbook: Handbook, entry: Entry, language: str) -> Iterator[tuple[str, int]]:
    """All else that an entry says, as plain words, each with its weight."""
    show = Show(handbook, language, "")
    for found in handbook.shown_values(entry):
        if isinstance(found.marker, TextMarker) and found.path[0] not in _asked(entry):
            weight = LEAD_WEIGHT if found.path[0] in entry.spec.search.leads else 1
            for text in _texts(found.value, language):
                yield plain(text, show), weight
    chapter = handbook.playbook.chapter_of.get(entry.id)
    for one in handbook.chapters(entry.kind):
        if one.id == chapter:
            yield show.plain(one.title), LEAD_WEIGHT


def lead(handbook: Handbook, entry: Entry, language: str) -> str:
    """What an entry answers, in plain words."""
    show = Show(handbook, language, "")
    by_name: dict[str, str] = {}
    for found in handbook.shown_values(entry):
        if isinstance(found.marker, TextMarker) and found.path[0] not in _asked(entry):
            for text in _texts(found.value, language)[:1] or _texts(found.value, None)[:1]:
                by_name.setdefault(str(found.path[0]), plain(text, show))
    order = [name for name in entry.spec.search.leads if name in by_name] or list(by_name)
    return by_name[order[0]] if order else ""


def plain(text: str, show: Show) -> str:
    """Prose as plain words."""
    return " ".join(_MARKS.sub("", show.insert(text)).replace("|", " ").split())


def rank(kind: type[Entry]) -> int:
    """How readily a kind answers, in percent: rules first, what only explains words last."""
    return READY[kind.spec.group]


def _texts(value: Any, language: str | None) -> tuple[str, ...]:
    if not value:
        return ()
    words = value.get(language) if language else next(iter(value.values()), ())
    return (words,) if isinstance(words, str) else tuple(words or ())
