"""The rules, checklists and flows of a role, for its page and its pocket card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pydantic import BaseModel

from ..kinds.roles import Role
from ..model.entry import Chapter, Entry
from ..model.selection import scopes_of
from .composed import CONTACTS, FLOWS, REPLIES, RULES
from .handbook import Handbook

STRICT_VERDICTS = ("no", "ask_first")
"""The verdicts that a pocket card lists."""


@dataclass(frozen=True)
class RolePage:
    """The entries that apply to a role.

    ``own_rules`` are the rules that name the role or a role that it includes, themselves or in an
    exception; ``common_rules`` are the other rules for everyone, by chapter; ``by_kind`` has the
    entries of other kinds, by the kind's name. ``exceptions`` has, by the id of a rule, its
    exceptions that name the role. ``hidden_count`` is the number of rules only for other roles.
    """

    own_rules: tuple[Entry, ...]
    common_rules: tuple[tuple[Chapter, tuple[Entry, ...]], ...]
    by_kind: Mapping[str, tuple[Entry, ...]]
    exceptions: Mapping[str, tuple[BaseModel, ...]]
    hidden_count: int

    @property
    def rule_count(self) -> int:
        """The number of rules that apply to the role."""
        return len(self.own_rules) + self.common_count

    @property
    def common_count(self) -> int:
        """The number of rules for everyone that do not name the role."""
        return sum(len(rules) for _, rules in self.common_rules)

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
    role_ids = with_included_roles(handbook, role.id).keys()
    rules = list(_current(handbook, RULES))
    exceptions = {rule.id: tuple(_exceptions(handbook, rule, role_ids)) for rule in rules}
    own_rules = tuple(
        rule for rule in rules
        if set(rule.applies_to.roles) & role_ids
        or (exceptions[rule.id] and not rule.applies_to.roles)
    )  # fmt: skip
    own_ids = {rule.id for rule in own_rules}
    other_ids = {rule.id for rule in rules if not rule.applies_to.roles} - own_ids
    common_rules = (
        (chapter, tuple(rule for rule in handbook.by_chapter[chapter.id] if rule.id in other_ids))
        for chapter in handbook.chapters(RULES)
    )
    return RolePage(
        own_rules,
        tuple((chapter, members) for chapter, members in common_rules if members),
        _by_kind(handbook, role, role_ids),
        exceptions,
        len(rules) - len(own_rules) - len(other_ids),
    )


def _exceptions(handbook: Handbook, rule: Entry, role_ids: Set[str]) -> Iterator[BaseModel]:
    """The exceptions of a rule that name a role, without hidden ones."""
    for exception in getattr(rule, "exceptions", ()):
        named = {role for scope in scopes_of(exception) for role in scope.roles}
        if named & role_ids and handbook.applies(exception):
            yield exception


def _by_kind(
    handbook: Handbook, role: Entry, role_ids: Set[str]
) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of each kind that concern a role, and what its flows lead to."""
    concerned = {
        kind: [
            entry for entry in _current(handbook, kind)
            if entry.spec.concerns_role(entry, role.id)
            or (kind != RULES and set(entry.applies_to.roles) & role_ids)
        ]
        for kind in sorted(handbook.playbook.kinds)
    }  # fmt: skip
    targets = {
        id for flow in concerned.get(FLOWS, ()) for id in handbook.links.targets.get(flow.id, ())
    }
    for kind in (REPLIES, CONTACTS):
        listed = {entry.id for entry in concerned.get(kind, ())}
        for entry in _current(handbook, kind):
            if entry.id in targets - listed:
                concerned[kind].append(entry)
    return {kind: tuple(entries) for kind, entries in concerned.items() if entries}


def _current(handbook: Handbook, kind: str) -> Iterator[Entry]:
    return (entry for entry in handbook.by_kind.get(kind, ()) if entry.status == "current")
