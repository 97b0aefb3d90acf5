"""The rules, checklists and flows of a role, for its page and its pocket card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds.checklists import Checklist
from ..kinds.flows import Flow
from ..kinds.policy import Rule
from ..kinds.roles import Role
from ..model.entry import Chapter, Entry
from .handbook import Handbook

STRICT = ("no", "ask_first")
"""The verdicts that a pocket card lists."""


@dataclass(frozen=True)
class RolePage:
    """What applies to a role.

    ``own`` contains the rules for this role or a role that it includes, ``common`` the rules for
    everyone by chapter.
    """

    own: tuple[Rule, ...]
    common: tuple[tuple[Chapter, tuple[Rule, ...]], ...]
    checklists: tuple[Checklist, ...]
    flows: tuple[Flow, ...]

    @property
    def strict(self) -> tuple[Rule, ...]:
        """The rules that say no or "ask first"; the role's own rules come first."""
        rules = (*self.own, *(rule for _, rules in self.common for rule in rules))
        return tuple(rule for rule in rules if rule.asks == "may" and rule.verdict in STRICT)


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
    """The rules, checklists and flows of a role."""
    role_ids = with_included_roles(handbook, role.id)
    rules = [entry for entry in _current(handbook, "policy") if isinstance(entry, Rule)]
    own = tuple(rule for rule in rules if set(rule.applies_to.roles) & role_ids.keys())
    common = (
        (chapter, tuple(rule for rule in rules if _is_common(handbook, rule, chapter)))
        for chapter in handbook.chapters("policy")
    )
    return RolePage(
        own,
        tuple((chapter, members) for chapter, members in common if members),
        tuple(
            entry for entry in _current(handbook, "checklists") if isinstance(entry, Checklist)
            and any(step.role == role.id for step in entry.steps)
        ),
        tuple(
            entry for entry in _current(handbook, "flows") if isinstance(entry, Flow)
            and any(outcome.role == role.id for outcome in entry.outcomes.values())
        ),
    )  # fmt: skip


def _current(handbook: Handbook, kind: str) -> Iterator[Entry]:
    return (entry for entry in handbook.by_kind.get(kind, ()) if entry.status == "current")


def _is_common(handbook: Handbook, rule: Rule, chapter: Chapter) -> bool:
    return not rule.applies_to.roles and handbook.playbook.chapter_of.get(rule.id) == chapter.id
