"""Chooses what a document contains: the whole handbook, the part of a role, or a chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ..model.entry import Entry
from ..model.referenced_kinds import ROLES
from ..pages.composed import RULES
from ..pages.handbook import Handbook
from ..pages.plan import PlannedPage, plan
from ..pages.role_page import role_page

Scope = Literal["whole", "role", "chapter"]
_PAGE_TYPES = ("chapter", "entry", "kind")


@dataclass(frozen=True)
class Group:
    """Pages under the heading of their kind, or with ``is_own`` that of a role's own rules."""

    kind: str
    pages: tuple[PlannedPage, ...]
    is_own: bool = False


@dataclass(frozen=True)
class Part:
    """The content of a document. ``id`` is that of the role or the chapter, or empty."""

    scope: Scope
    id: str
    groups: tuple[Group, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of the document."""
        return tuple(
            entry for group in self.groups for page in group.pages for entry in page.entries
        )


def whole(handbook: Handbook) -> Part:
    """Everything that the handbook shows, in the order of its navigation."""
    return Part("whole", id="", groups=tuple(_groups_by_kind(_content(handbook))))


def chapter_ids(handbook: Handbook) -> list[str]:
    """The ids of the chapters that have shown entries."""
    return [page.chapter.id for page in plan(handbook) if page.chapter is not None]


def role_ids(handbook: Handbook) -> list[str]:
    """The ids of the shown roles."""
    return [role.id for role in handbook.by_kind.get(ROLES, ())]


def chapter_part(handbook: Handbook, id: str) -> Part:
    """One chapter. Raises KeyError if no chapter with the id is shown."""
    for page in plan(handbook):
        if page.chapter is not None and page.chapter.id == id:
            return Part("chapter", id, tuple(_groups_by_kind([page])))
    raise KeyError(id)


def role_part(handbook: Handbook, id: str) -> Part:
    """The role itself, and all entries that apply to it. Raises KeyError if it is not shown."""
    role = {role.id: role for role in handbook.by_kind.get(ROLES, ())}[id]
    content = role_page(handbook, role)
    own_ids = {rule.id for rule in content.own_rules}
    common_ids = {rule.id for _, rules in content.common_rules for rule in rules}
    other_ids = {entry.id for entry in content.other_entries} - own_ids - common_ids - {id}
    pages = list(_content(handbook))
    groups = [Group(ROLES, tuple(_with_entries(pages, {id})))]
    if own_ids:
        groups.append(Group(RULES, tuple(_with_entries(pages, own_ids)), is_own=True))
    rest = _groups_by_kind(_with_entries(pages, common_ids | other_ids))
    return Part("role", id, (*groups, *rest))


def _content(handbook: Handbook) -> Iterator[PlannedPage]:
    return (page for page in plan(handbook) if page.page_type in _PAGE_TYPES)


def _with_entries(pages: Iterable[PlannedPage], ids: set[str]) -> Iterator[PlannedPage]:
    """The pages that have entries with the ids, each with only these entries."""
    for page in pages:
        entries = tuple(entry for entry in page.entries if entry.id in ids)
        if entries:
            yield replace(page, entries=entries)


def _groups_by_kind(pages: Iterable[PlannedPage]) -> Iterator[Group]:
    by_kind: dict[str, list[PlannedPage]] = {}
    for page in pages:
        by_kind.setdefault(page.kind or "", []).append(page)
    for kind, members in by_kind.items():
        yield Group(kind, tuple(members))
