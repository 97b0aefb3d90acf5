"""The links of a report: from an entry to its line, its preview and its published page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.playbook import Playbook
from ..model.source_url import source_url
from ..problems import Location
from .change import SETTINGS, VALUES, Change

LinkName = Literal["line", "preview", "published"]
PageAddress = Callable[[str], str | None]
"""The URL of an entry by its id, or None if it has no page."""


@dataclass(frozen=True)
class ReportLinks:
    """Where a report links to.

    ``states`` are the old and the new state, and ``revisions`` their commits. Without a commit, a
    report names the line but does not link to it.
    """

    states: tuple[Playbook, Playbook] | None = None
    revisions: tuple[str | None, str | None] = (None, None)
    preview: PageAddress | None = None
    published: PageAddress | None = None

    def location(self, change: Change) -> Location | None:
        """The line of an entry: in the old state if the entry was removed."""
        return next((location for location, _, _ in self._located(change)), None)

    def urls(self, change: Change) -> Mapping[LinkName, str]:
        """The URL of each link that a change has."""
        urls: dict[LinkName, str | None] = {
            "line": self._line(change),
            "preview": self._page(self.preview, change, in_new_state=True),
            "published": self._page(self.published, change, in_new_state=False),
        }
        return {name: url for name, url in urls.items() if url}

    def _line(self, change: Change) -> str | None:
        found = next(self._located(change), None)
        if found is None:
            return None
        location, state, revision = found
        return source_url(state.settings.repository, location, revision) if revision else None

    def _located(self, change: Change) -> Iterator[tuple[Location, Playbook, str | None]]:
        """The line of an entry in each state that has it, the new one first."""
        states = zip(self.states, self.revisions, strict=True) if self.states else ()
        for state, revision in reversed(list(states)):
            if location := _location(state, change):
                yield location, state, revision

    def _page(
        self, address: PageAddress | None, change: Change, *, in_new_state: bool
    ) -> str | None:
        """The page of an entry in the old or the new state, if it is current there."""
        if address is None or self.states is None:
            return None
        old, new = self.states
        entry = change.entry(new if in_new_state else old)
        if entry is None and not in_new_state:  # it may have a former id in the old state
            renamed = change.entry(new)
            ids = renamed.previous_ids if renamed else ()
            entry = next((old.entries[id] for id in ids if id in old.entries), None)
        return address(entry.id) if entry is not None and entry.status == "current" else None


NO_LINKS = ReportLinks()


def _location(state: Playbook, change: Change) -> Location | None:
    if change.kind == VALUES:
        path = ("values", change.id)
        return state.settings_tree.location(path) if change.id in state.settings.values else None
    if change.kind == SETTINGS:
        return state.settings_tree.location(("organisation",))
    origin = state.origins.get(change.id) or state.chapter_origins.get(change.id)
    if origin is None:
        return None
    key = change.differences[0].key if change.differences else "id"
    return origin.location(("id",) if key == "chapter" else (key,))
