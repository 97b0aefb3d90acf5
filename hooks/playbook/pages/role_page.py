"""The rules, checklists and flows of a role, for its page and its pocket card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..kinds.roles import Role
from ..model.entry import Chapter, Entry
from .composed import RULES
from .handbook import Handbook

STRICT_VERDICTS = ("no", "ask_first")
"""The verdicts that a pocket card lists."""


@dataclass(frozen=True)
class RolePage:
    """The entries that apply to a role.

    ``own_rules`` are the rules that name the role or a role that it includes; ``common_rules`` are
    the rules for everyone, by chapter; ``by_kind`` has the entries of other kinds, by the kind's
    name.
    """

    own_rules: tuple[Entry, ...]
    common_rules: tuple[tuple[Chapter, tuple[Entry, ...]], ...]
    by_kind: Mapping[str, tuple[Entry, ...]]

    @property
    def strict_rules(self) -> tuple[Entry, ...]:
        """The rules with a strict verdict; the role's own rules come first."""
        rules = (*self.own_rules, *(rule for _, rules in self.common_rules for rule in rules))
        rulings = ((rule, rule.spec.ruling(rule)) for rule in rules)
        return tuple(
            rule for rule, ruling in rulings
            if ruling and ruling.question_type == "may" and ruling.verdict in STRICT_VERDICTS
        )  # fmt: skip

    @property
    def other_entries(self) -> tuple[Entry, ...]:
        """The entries of other kinds that apply to the role."""
        return tuple(entry for entries in self.by_kind.values() for entry in entries)


def with_included_roles(handbook: Handbook, id: str) -> dict[str, None]:
    """The ids of a role and of all roles that it includes, breadth first, as an ordered set."""
    role_ids: dict[str, None] = {}
    queue = [id]
    while queue:
        role = handbook.playbook.entries.get(queue.pop(0))
        if isinstance(role, Role) and role.id not in role_ids:
            role_ids[role.id] = None
            queue += role.includes
    return role_ids


def role_page(handbook: Handbook, role: Entry) -> RolePage:
    """The entries that apply to a role."""
    role_ids = with_included_roles(handbook, role.id)
    rules = list(_current(handbook, RULES))
    own_rules = tuple(rule for rule in rules if set(rule.applies_to.roles) & role_ids.keys())
    common_rules = (
        (chapter, tuple(filter(_is_common, handbook.by_chapter[chapter.id])))
        for chapter in handbook.chapters(RULES)
    )
    by_kind = {
        kind: tuple(
            entry for entry in _current(handbook, kind)
            if entry.spec.concerns_role(entry, role.id)
            or (kind != RULES and set(entry.applies_to.roles) & role_ids.keys())
        )
        for kind in sorted(handbook.playbook.kinds)
    }  # fmt: skip
    return RolePage(
        own_rules,
        tuple((chapter, members) for chapter, members in common_rules if members),
        {kind: entries for kind, entries in by_kind.items() if entries},
    )


def _current(handbook: Handbook, kind: str) -> Iterator[Entry]:
    return (entry for entry in handbook.by_kind.get(kind, ()) if entry.status == "current")


def _is_common(rule: Entry) -> bool:
    return rule.status == "current" and not rule.applies_to.roles
