"""The binding fields and their classifiers. The guide for editors shows this table.

Changes of other fields are editorial.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .change import ChangeType, Difference, heaviest
from .classifiers import (
    Classifier,
    ComparedStates,
    changed,
    deadline,
    ordered_choice,
    permissions,
    requirements,
    reworded,
    scope,
)
from .verdicts import exceptions, outcomes, pending, verdict

COMMON_FIELDS: Mapping[str, Classifier] = {
    "applies_to": scope,
    "owner": changed,
    "effective_from": changed,
    "effective_to": changed,
}
"""Binding header fields of every kind."""
FIELDS_BY_KIND: Mapping[str, Mapping[str, Classifier]] = {
    "policy": {
        "asks": changed, "verdict": verdict, "answer": reworded, "statement": reworded,
        "conditions": requirements, "exceptions": exceptions, "ask": changed, "within": deadline,
        "consequence": reworded, "pending": pending,
    },
    "roles": {
        "tasks": reworded, "may": permissions, "may_leave": reworded, "channels": permissions,
        "training": requirements, "backup": changed, "escalates_to": changed, "includes": changed,
    },
    "tone": {"trait": reworded, "but_not": reworded, "guidance": reworded},
    "glossary": {"definition": reworded, "use": ordered_choice("use", "avoid", "never"),
        "instead": reworded},
    "channels": {
        "standing": ordered_choice("approved", "trial", "restricted", "banned"),
        "purpose": reworded,
        "backup": changed, "reply_within": deadline, "frequency": changed, "not_for": requirements,
    },
    "accounts": {
        "channel": changed, "backup": changed, "access": permissions, "url": changed,
        "two_factor": ordered_choice("none", "sms", "app", "key"),
    },
    "flows": {"start": changed, "questions": reworded, "outcomes": outcomes},
    "templates": {"use_when": reworded, "never_when": reworded},
    "checklists": {"trigger": reworded, "steps": reworded},
    "incidents": {
        "criteria": reworded, "actions": reworded, "first_action_within": deadline,
        "update_every": deadline, "lead": changed, "notify": changed, "pause_scheduled": changed,
        "staff_line": reworded, "level": changed,
    },
    "contacts": {"address": changed, "hours": reworded, "purpose": reworded},
    "legal": {"force": changed, "says": reworded, "number": changed},
    "strategy": {"statement": reworded, "target": changed, "metric": reworded},
    "keys": {"statement": reworded},
}  # fmt: skip
"""Binding fields of each kind."""
DECIDING: Mapping[str, tuple[str, ...]] = {
    "policy": ("asks", "verdict"), "glossary": ("use",), "channels": ("standing",),
}  # fmt: skip
"""Fields that decide the change type of a whole entry, by kind; the first changed field decides.

``asks`` is one of them: verdicts on two types of question cannot be compared.
"""
FOLLOWING: Mapping[str, tuple[str, ...]] = {"policy": ("conditions",), "channels": ("not_for",)}
"""Fields that depend on a deciding field, by kind: they get its change type if it changed."""
EXCLUDED_FIELDS = frozenset(
    {"id", "status", "replaced_by", "retired_because", "previous_ids", "silence"}
)
"""Fields covered by the types added, retired and moved, or only visible to editors."""
REVIEW_FIELDS = frozenset({"reviewed", "review_by", "checked", "source_seen", "audited"})
"""Review dates."""


def classify(states: ComparedStates, field: str, old: Any, new: Any) -> ChangeType:
    """Classify the change of one field."""
    if field in REVIEW_FIELDS:
        return "reviewed"
    kind = states.after.kind
    if field in FOLLOWING.get(kind, ()):
        for decider in DECIDING[kind]:
            before, after = getattr(states.before, decider), getattr(states.after, decider)
            if before != after:
                return classify(states, decider, before, after)
    classifier = FIELDS_BY_KIND.get(kind, {}).get(field) or COMMON_FIELDS.get(field)
    return classifier(states, old, new) if classifier else "editorial"


def headline(kind: str, differences: Sequence[Difference]) -> ChangeType:
    """The change type of a whole entry."""
    types = [(difference.key, difference.change_type) for difference in differences]
    deciders = (type for field in DECIDING.get(kind, ()) for key, type in types if key == field)
    return next(deciders, heaviest(type for _, type in types))
