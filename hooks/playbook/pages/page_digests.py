"""Calculates the cache keys of pages. A preview renders a page again if its key has changed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.entry import Entry
from ..model.referenced_kinds import ROLES
from ..model.remembered import remembered
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

    ``common`` is a digest of what every page depends on: settings, chapters, glossary terms,
    release and UI strings. ``summaries`` has, by id and as text, the part of each entry that other
    pages show.
    """

    handbook: Handbook
    common: str
    summaries: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict)

    @functools.cached_property
    def all_summaries(self) -> str:
        """A digest of all summaries."""
        return combined_digest(f"{id} {summary}" for id, summary in sorted(self.summaries.items()))

    def of(self, planned_page: PlannedPage, language: str) -> str:
        """The key of a page, from its entries and those that they refer to."""
        return combined_digest((language, self._in_any_language(planned_page)))

    def _in_any_language(self, planned_page: PlannedPage) -> str:
        known = self._known.get(planned_page.path)
        if known is None:
            known = self._known[planned_page.path] = self._of(planned_page)
        return known

    def _of(self, planned_page: PlannedPage) -> str:
        parts = [self.common, planned_page.path]
        if planned_page.page_type not in SELF_CONTAINED_PAGES or planned_page.kind == ROLES:
            parts.append(self.all_summaries)
        else:
            related = {id for entry in planned_page.entries for id in self._related(entry)}
            parts += [self.summaries[id] for id in sorted(related) if id in self.summaries]
        for entry in planned_page.entries:
            location = self.handbook.playbook.origins[entry.id].location(("id",))
            used_in = self.handbook.links.sources.get(entry.id)
            parts.append(f"{_digest(entry)}{used_in}{location}")
        parts += map(_digest, planned_page.included)
        if planned_page.page_type == "health":
            parts.append(repr(self.handbook.health))
        if planned_page.page_type == "a-z":
            parts.append(repr(self.handbook.written))
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
    texts = [sorted(words.words.items()) for words in handbook.words.values()]
    parts = (playbook.settings, playbook.chapters, terms, handbook.release_info, texts)
    common = hashlib.sha256(repr(parts).encode()).hexdigest()
    return PageKeys(handbook, common, summaries)


@remembered
def _digest(entry: Entry) -> str:
    """A digest of the whole content of an entry."""
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()


def _summary(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """The part of an entry that other pages show."""
    return (_own_summary(entry), handbook.addresses[entry.id])


@remembered
def _own_summary(entry: Entry) -> str:
    fields = tuple(getattr(entry, name, None) for name in entry.spec.summary_fields)
    scope = entry.applies_to
    return repr((entry.id, entry.title, entry.summary, entry.status, scope, fields))
