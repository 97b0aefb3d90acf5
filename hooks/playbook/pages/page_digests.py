"""Cache keys of pages: a preview re-renders a page when its digest changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from .handbook import Handbook
from .plan import PlannedPage

SELF_CONTAINED_PAGES = frozenset({"chapter", "kind", "entry"})
"""Page types that only show their own entries and the entries they refer to."""


def combined_digest(keys: Iterable[str]) -> str:
    """The key of a page that is composed of other pages."""
    return hashlib.sha256("".join(keys).encode()).hexdigest()


@dataclass(frozen=True)
class PageKeys:
    """Digests of the input of pages.

    ``common`` covers settings, chapters and glossary terms; ``faces`` the part of each entry that
    other pages show.
    """

    handbook: Handbook
    common: str
    summary_digests: Mapping[str, str]

    def of(self, planned_page: PlannedPage, language: str) -> str:
        """The key of a page. It depends on its entries and on those they refer to."""
        parts = [self.common, language, planned_page.path]
        named = {id for entry in planned_page.entries for id in self._named(entry)}
        if planned_page.page_type not in SELF_CONTAINED_PAGES or planned_page.kind == "roles":
            named = set(self.summary_digests)
        parts += [self.summary_digests[id] for id in sorted(named) if id in self.summary_digests]
        for entry in planned_page.entries:
            place = self.handbook.playbook.origins[entry.id].location(("id",))
            parts.append(f"{entry.model_dump_json()}{self.handbook.used_in.get(entry.id)}{place}")
        parts += (entry.model_dump_json() for entry in planned_page.included)
        if planned_page.page_type == "health":
            parts.append(repr(self.handbook.health))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _named(self, entry: Entry) -> Iterator[str]:
        yield from self.handbook.targets[entry.id]
        yield from self.handbook.used_in.get(entry.id, ())
        yield from filter(None, (entry.owner, entry.replaced_by))


def page_keys(handbook: Handbook) -> PageKeys:
    """The digests for a build."""
    playbook = handbook.playbook
    summary_digests = {
        id: repr(_summary(handbook, playbook.entries[id])) for id in sorted(handbook.shown)
    }
    terms = [summary_digests[entry.id] for entry in handbook.by_kind.get("glossary", ())]
    parts = (playbook.settings, playbook.chapters, terms, handbook.edition)
    common = hashlib.sha256(repr(parts).encode())
    return PageKeys(handbook, common.hexdigest(), summary_digests)


def _summary(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """What other pages show of an entry."""
    listed = tuple(getattr(entry, name, None) for name in entry.spec.summary_fields)
    address = handbook.addresses[entry.id]
    scope = entry.applies_to
    return (entry.id, entry.title, entry.summary, entry.status, scope, address, listed)
