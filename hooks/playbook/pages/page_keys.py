"""What a page is made from, as a digest: a preview renders a page anew where it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..kinds import KINDS
from ..model.entry import Entry
from .handbook import Handbook
from .plan import Planned

NARROW = frozenset({"chapter", "kind", "entry"})
"""The sorts of pages that show only their own entries and those that these name."""


def joined(keys: Iterable[str]) -> str:
    """The key of a page that is made from pages with these keys."""
    return hashlib.sha256("".join(keys).encode()).hexdigest()


@dataclass(frozen=True)
class PageKeys:
    """Digests of what pages are made from, worked out once for all of them.

    ``common`` covers what any page may show: settings, chapters and the glossary's terms;
    ``faces`` what other pages show of each entry.
    """

    handbook: Handbook
    common: str
    faces: Mapping[str, str]

    def of(self, planned: Planned, language: str) -> str:
        """The key of a page. One with entries depends on them and on those that they name."""
        parts = [self.common, language, planned.path]
        named = {id for entry in planned.entries for id in self._named(entry)}
        if planned.sort not in NARROW or planned.kind == "roles":
            named = set(self.faces)
        parts += [self.faces[id] for id in sorted(named) if id in self.faces]
        for entry in planned.entries:
            place = self.handbook.playbook.origins[entry.id].place(("id",))
            parts.append(f"{entry.model_dump_json()}{self.handbook.used_in.get(entry.id)}{place}")
        parts += (entry.model_dump_json() for entry in planned.shows)
        if planned.sort == "health":
            parts.append(repr(self.handbook.health))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _named(self, entry: Entry) -> Iterator[str]:
        yield from self.handbook.targets[entry.id]
        yield from self.handbook.used_in.get(entry.id, ())
        yield from filter(None, (entry.owner, entry.replaced_by))


def page_keys(handbook: Handbook) -> PageKeys:
    """The digests for a build."""
    playbook = handbook.playbook
    faces = {id: repr(_face(handbook, playbook.entries[id])) for id in sorted(handbook.shown)}
    terms = [faces[entry.id] for entry in handbook.by_kind.get("glossary", ())]
    parts = (playbook.settings, playbook.chapters, terms, handbook.edition)
    common = hashlib.sha256(repr(parts).encode())
    return PageKeys(handbook, common.hexdigest(), faces)


def _face(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """What other pages show of an entry."""
    listed = tuple(getattr(entry, name, None) for name in KINDS[entry.kind].listed_fields)
    address = handbook.addresses[entry.id]
    scope = entry.applies_to
    return (entry.id, entry.title, entry.summary, entry.status, scope, address, listed)
