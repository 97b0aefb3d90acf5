"""Cache keys of pages: a preview renders a page again when its key changes."""

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
"""Page types that only show their own entries, and titles of entries linked with these."""


def combined_digest(keys: Iterable[str]) -> str:
    """The key of a page that consists of other pages, from the keys of these."""
    return hashlib.sha256("".join(keys).encode()).hexdigest()


@dataclass(frozen=True)
class PageKeys:
    """Digests of the data that pages are rendered from.

    ``common`` covers the settings, chapters, glossary terms and release. ``summary_digests`` cover
    the part of each shown entry that other pages show, by id.
    """

    handbook: Handbook
    common: str
    summary_digests: Mapping[str, str]

    def of(self, planned_page: PlannedPage, language: str) -> str:
        """The key of a page, from its entries and those that they refer to."""
        parts = [self.common, language, planned_page.path]
        related = {id for entry in planned_page.entries for id in self._related(entry)}
        if planned_page.page_type not in SELF_CONTAINED_PAGES or planned_page.kind == ROLES:
            related = set(self.summary_digests)
        parts += [self.summary_digests[id] for id in sorted(related) if id in self.summary_digests]
        for entry in planned_page.entries:
            location = self.handbook.playbook.origins[entry.id].location(("id",))
            used_in = self.handbook.links.sources.get(entry.id)
            parts.append(f"{entry.model_dump_json()}{used_in}{location}")
        parts += (entry.model_dump_json() for entry in planned_page.included)
        if planned_page.page_type == "health":
            parts.append(repr(self.handbook.health))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _related(self, entry: Entry) -> Iterator[str]:
        """The ids of the entries of which an entry's page shows a part, for example the title."""
        yield from self.handbook.links.targets[entry.id]
        yield from self.handbook.links.sources.get(entry.id, ())
        yield from filter(None, (entry.owner, entry.replaced_by))


def page_keys(handbook: Handbook) -> PageKeys:
    """The digests from which the keys of a build's pages are calculated."""
    playbook = handbook.playbook
    summary_digests = {
        id: repr(_summary(handbook, playbook.entries[id])) for id in sorted(handbook.shown)
    }
    terms = [
        digest
        for id, digest in summary_digests.items()
        if is_linked_from_texts(playbook.entries[id], playbook.languages)
    ]
    parts = (playbook.settings, playbook.chapters, terms, handbook.edition)
    common = hashlib.sha256(repr(parts).encode())
    return PageKeys(handbook, common.hexdigest(), summary_digests)


def _summary(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """What other pages show of an entry."""
    fields = tuple(getattr(entry, name, None) for name in entry.spec.summary_fields)
    address = handbook.addresses[entry.id]
    scope = entry.applies_to
    return (entry.id, entry.title, entry.summary, entry.status, scope, address, fields)
