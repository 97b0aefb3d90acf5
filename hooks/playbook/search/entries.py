"""What the search takes from each entry: phrases that people ask with, its text, its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.entry import Entry
from ..model.types import TextMarker
from ..pages.handbook import Handbook
from ..pages.show import Show

_MARKS = re.compile(r"\]\((?:[^)\]]|\](?!\())*+\)|[*_`#>\[\]|]+")

ASKED = ("title", "question", "asked_as", "synonyms", "forms")
"""Fields whose texts are phrases to be asked with, whatever the kind."""
NAMES = ("platform", "former_names", "number", "author")
"""Fields that hold names, the same in every language."""
LEADS = ("answer", "statement", "definition", "summary", "for", "trigger", "mission", "guidance",
         "use_when", "says", "purpose", "criteria", "why")  # fmt: skip
"""Fields that answer, the first that an entry has; they also weigh more than the rest."""

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
    for name in ASKED:
        for text in _texts(getattr(entry, name, None), language):
            yield Phrase(show.insert(text))
    for name in NAMES:
        value = getattr(entry, name, None) or ()
        yield from map(Phrase, (value,) if isinstance(value, str) else value)
    if own:
        yield Phrase(handbook.words[language](f"kinds.{entry.kind}.title"), 1)


def texts(handbook: Handbook, entry: Entry, language: str) -> Iterator[tuple[str, int]]:
    """All else that an entry says, as plain words, each with its weight."""
    show = Show(handbook, language, "")
    for found in handbook.found(entry):
        if isinstance(found.marker, TextMarker) and found.path[0] not in ASKED:
            weight = LEAD_WEIGHT if found.path[0] in LEADS else 1
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
    for found in handbook.found(entry):
        if isinstance(found.marker, TextMarker) and found.path[0] not in ASKED:
            for text in _texts(found.value, language)[:1] or _texts(found.value, None)[:1]:
                by_name.setdefault(str(found.path[0]), plain(text, show))
    order = [name for name in LEADS if name in by_name] or list(by_name)
    return by_name[order[0]] if order else ""


def plain(text: str, show: Show) -> str:
    """Prose as plain words."""
    return " ".join(_MARKS.sub(" ", show.insert(text)).split())


def rank(kind: type[Entry]) -> int:
    """How readily a kind answers, in percent: rules first, what only explains words last."""
    return READY[kind.spec.group]


def _texts(value: Any, language: str | None) -> tuple[str, ...]:
    if not value:
        return ()
    words = value.get(language) if language else next(iter(value.values()), ())
    return (words,) if isinstance(words, str) else tuple(words or ())
