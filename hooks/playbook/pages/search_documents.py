"""What the search knows of each entry, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model.entry import Entry
from ..model.types import TextMarker
from ..prose.markdown import NAME
from .addresses import relative
from .handbook import Handbook

_MARKS = re.compile(r"\]\([^)]*\)|[*_`#>\[\]|]+")


def search_documents(handbook: Handbook, language: str) -> list[dict[str, Any]]:
    """One document for each shown entry, in the order of the files.

    Each has the entry's ``id``, its ``url`` under the language's root, ``kind``, ``title``,
    ``asked_as`` (how people ask for it) and ``text`` (all else that it says).
    """
    return [
        _document(handbook, handbook.playbook.entries[id], language)
        for id in handbook.playbook.entries
        if id in handbook.shown
    ]


def _document(handbook: Handbook, entry: Entry, language: str) -> dict[str, Any]:
    address = handbook.addresses[entry.id]
    own = ("title", "asked_as")
    texts = [
        text
        for found in handbook.found(entry)
        if isinstance(found.marker, TextMarker) and found.path[0] not in own
        for text in _in_language(found.value, language)
    ]
    return {
        "id": entry.id,
        "url": f"{relative(address.page, '')}#{address.anchor}",
        "kind": entry.kind,
        "title": entry.title.get(language, ""),
        "asked_as": list((entry.asked_as or {}).get(language, ())),
        "text": " ".join(_plain(text, handbook.inserts[language]) for text in texts),
    }


def _in_language(value: Any, language: str) -> tuple[str, ...]:
    words = value.get(language, ())
    return (words,) if isinstance(words, str) else tuple(words)


def _plain(text: str, inserts: Mapping[str, str]) -> str:
    shown = NAME.sub(lambda found: inserts.get(found[1], found[0]), text)
    return " ".join(_MARKS.sub(" ", shown).split())
