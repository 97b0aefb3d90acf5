"""The starter content as entries, texts and sentences, for tests of the content."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.kinds.policy import Rule
from playbook.model.entry import Entry
from playbook.model.playbook import Playbook
from playbook.model.selection import is_shown
from playbook.model.types import TextMarker
from playbook.project import read_project

ROOT = Path(__file__).parents[2]
SECTORS = ("company", "municipal_company", "publicly_funded_provider", "public_body")
LANGUAGES = ("sv", "en")
SEARCH_FIELDS = frozenset({"asked_as", "forms", "synonyms"})
"""Fields that pages do not show: words for the search and for linking terms."""


@dataclass(frozen=True)
class ShownText:
    """One shown text of an entry, in one language."""

    entry: str
    kind: str
    path: tuple[str | int, ...]
    language: str
    text: str


@functools.cache
def playbook() -> Playbook:
    """The starter playbook, which has no problems."""
    checked = read_project(ROOT)
    assert checked.playbook is not None
    assert not checked.problems, checked.problems
    return checked.playbook


def entries_shown(sector: str, kind: str | None = None) -> list[Entry]:
    """The entries, of one kind or of all, that a handbook of a sector shows."""
    settings = playbook().settings.organisation
    organisation = settings.model_copy(update={"sector": sector})
    return [
        entry
        for entry in playbook().entries.values()
        if kind in (None, entry.kind) and is_shown(entry.applies_to, organisation)
    ]


def rules(sector: str) -> list[Rule]:
    """The rules that a handbook of a sector shows."""
    return [entry for entry in entries_shown(sector, "policy") if isinstance(entry, Rule)]


@functools.cache
def shown_texts() -> tuple[ShownText, ...]:
    """Every text that pages show."""
    return tuple(_shown_texts())


def _shown_texts() -> Iterator[ShownText]:
    for entry in playbook().entries.values():
        for found in playbook().marked_values[entry.id]:
            if isinstance(found.marker, TextMarker) and found.path[0] not in SEARCH_FIELDS:
                for language, words in found.value.items():
                    for index, text in enumerate((words,) if isinstance(words, str) else words):
                        path = (*found.path, index)
                        yield ShownText(entry.id, entry.kind, path, language, text)


_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|#\w+")
_SENTENCE_END = re.compile(r"[.!?:](?=[”’»\")\s]|$)|\n\s*(?:[-*]|\d+\.)\s|\n")


def words_of(text: str) -> list[str]:
    """The words of a text; for a link, the words of its text, and for a value, two words."""
    plain = _ADDRESS.sub("x", re.sub(r"\{\w+\}", "två dagar", _LINK.sub(r"\1", text)))
    return re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", plain)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an item of a list counts as a sentence."""
    parts = _SENTENCE_END.split(_LINK.sub(r"\1", text))
    return [part.strip() for part in parts if words_of(part)]


def lix(texts: list[str]) -> float:
    """The readability index LIX: words per sentence plus percentage of words over six letters."""
    words = [word for text in texts for word in words_of(text)]
    count = sum(len(sentences(text)) for text in texts)
    long = sum(len(word) > 6 for word in words)
    return len(words) / count + 100 * long / len(words)
