"""What the search offers before the reader has typed, and where it finds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..pages.composed import CONTACTS, FLOWS
from ..pages.handbook import Handbook
from ..pages.page_formatter import PageFormatter
from .pages import language_root

MAX_QUESTIONS = 6


@dataclass(frozen=True)
class SearchStart:
    """Questions to begin with, each a title and a URL, and the URL of the contacts, or ""."""

    questions: tuple[tuple[str, str], ...]
    contacts: str


def search_starts(handbook: Handbook) -> Mapping[str, SearchStart]:
    """For each language, what the search offers: the first decision flows, and the contacts."""
    languages = handbook.playbook.languages
    starts = {}
    for language in languages:
        root = language_root(language, languages[0])
        formatter = PageFormatter(handbook, language, "")
        questions = tuple(
            (formatter.plain(flow.title), f"{root}{handbook.addresses[flow.id].page}")
            for flow in handbook.by_kind.get(FLOWS, ())[:MAX_QUESTIONS]
        )
        contacts = handbook.addresses.get(CONTACTS)
        starts[language] = SearchStart(questions, f"{root}{contacts.page}" if contacts else "")
    return starts
