"""Calculates the cache keys of pages. A preview renders a page again if its key has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from ..model.referenced_kinds import ROLES
from .handbook import Handbook
from .plan import PlannedPage
from .terms import is_linked_from_texts

SELF_CONTAINED_PAGES = frozenset({"chapter", "kind", "entry"})
"""Page types that show only their own entries, and summaries of entries linked to or from them."""


def combined_digest(keys: Iterable[str]) -> str:
    """The key of a page that combines other pages, from their keys."""
    return hashlib.sha256("".join(keys).encode()).hexdigest()


@dataclass(frozen=True)
class PageKeys:
    """Calculates the key of each page of a build.

    ``common`` is a digest of what every page depends on: settings, chapters, glossary terms and
    release. ``summaries`` has, by id and as text, the part of each entry that other pages show.
    """

    handbook: Handbook
    common: str
    summaries: Mapping[str, str]

    def of(self, planned_page: PlannedPage, language: str) -> str:
        """The key of a page, from its entries and those that they refer to."""
        parts = [self.common, language, planned_page.path]
        related = {id for entry in planned_page.entries for id in self._related(entry)}
        if planned_page.page_type not in SELF_CONTAINED_PAGES or planned_page.kind == ROLES:
            related = set(self.summaries)
        parts += [self.summaries[id] for id in sorted(related) if id in self.summaries]
        for entry in planned_page.entries:
            location = self.handbook.playbook.origins[entry.id].location(("id",))
            used_in = self.handbook.links.sources.get(entry.id)
            parts.append(f"{entry.model_dump_json()}{used_in}{location}")
        parts += (entry.model_dump_json() for entry in planned_page.included)
        if planned_page.page_type == "health":
            parts.append(repr(self.handbook.health))
        if planned_page.page_type == "a-z":
            parts.append(repr(self.handbook.written.get(language)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _related(self, entry: Entry) -> Iterator[str]:
        """The ids of the entries whose summary (such as the title) the page of an entry shows."""
        yield from self.handbook.links.targets[entry.id]
        yield from self.handbook.links.sources.get(entry.id, ())
        yield from filter(None, (entry.owner, entry.replaced_by))


def page_keys(handbook: Handbook) -> PageKeys:
    """The keys of the pages of a handbook."""
    playbook = handbook.playbook
    summaries = {
        id: repr(_summary(handbook, playbook.entries[id])) for id in sorted(handbook.shown)
    }
    terms = [
        summary
        for id, summary in summaries.items()
        if is_linked_from_texts(playbook.entries[id], playbook.languages)
    ]
    parts = (playbook.settings, playbook.chapters, terms, handbook.release_info)
    common = hashlib.sha256(repr(parts).encode()).hexdigest()
    return PageKeys(handbook, common, summaries)


def _summary(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """The part of an entry that other pages show."""
    fields = tuple(getattr(entry, name, None) for name in entry.spec.summary_fields)
    address = handbook.addresses[entry.id]
    scope = entry.applies_to
    return (entry.id, entry.title, entry.summary, entry.status, scope, address, fields)
