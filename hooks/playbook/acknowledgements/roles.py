"""The names of roles: ids and titles of every published version, and what each role includes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..asking.source import Source
from ..model.referenced_kinds import ROLES
from ..pages.role_page import with_included_roles


@dataclass(frozen=True, eq=False)
class Roles:
    """The roles of a published handbook."""

    source: Source

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The ids of the roles in the version that applies."""
        return tuple(role.id for role in self.source.handbook.by_kind.get(ROLES, ()))

    def find(self, name: str) -> str | None:
        """The current id of a role by an id or title that it has or had; None if there is none."""
        return self._ids.get(_normalized(name))

    def included(self, role: str) -> frozenset[str]:
        """A role and all roles that it includes."""
        return frozenset(with_included_roles(self.source.handbook, role))

    def title(self, role: str, language: str) -> str:
        """The title of a role; empty for no role."""
        entry = self.source.playbook.entries.get(role)
        if entry is None:
            return role
        return entry.title.get(language) or next(iter(entry.title.values()))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids that roles have or had."""
        return tuple(dict.fromkeys(id for id, _ in self._names()))

    @cached_property
    def _ids(self) -> dict[str, str]:
        current = self.source.playbook.current_ids
        return {
            _normalized(name): target
            for id, name in self._names()
            if (target := current.get(id, id)) in self.known
        }

    def _names(self) -> Iterator[tuple[str, str]]:
        """Each id and name of a role, those of the version that applies last."""
        for version in self.source.versions:
            for id, entry in version.index["entries"].items():
                if entry["kind"] == ROLES:
                    yield from ((id, name) for name in (*entry["title"].values(), id))
        for role in self.source.handbook.by_kind.get(ROLES, ()):
            names = (*role.title.values(), *role.previous_ids, role.id)
            yield from ((role.id, name) for name in names)


def _normalized(name: str) -> str:
    return " ".join(name.casefold().split())
