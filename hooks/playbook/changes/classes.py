"""Which fields bind, and how. The guide for editors shows this table.

A field that is not named here does not bind: a change of it is editorial.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .change import Difference, Sort, heaviest
from .classifiers import (
    Classifier,
    Sides,
    deadline,
    demands,
    named,
    permissions,
    scope,
    steps,
    words,
)
from .verdicts import exceptions, outcomes, pending, verdict

COMMON: Mapping[str, Classifier] = {
    "applies_to": scope,
    "owner": named,
    "effective_from": named,
    "effective_to": named,
}
"""Fields of the header that bind, whatever the kind."""
OF_KIND: Mapping[str, Mapping[str, Classifier]] = {
    "policy": {
        "asks": named, "verdict": verdict, "answer": words, "statement": words,
        "conditions": demands, "exceptions": exceptions, "ask": named, "within": deadline,
        "consequence": words, "pending": pending,
    },
    "roles": {
        "tasks": words, "may": permissions, "may_leave": words, "channels": permissions,
        "training": demands, "backup": named, "escalates_to": named, "includes": named,
    },
    "tone": {"trait": words, "but_not": words, "guidance": words},
    "glossary": {"definition": words, "use": steps("use", "avoid", "never"), "instead": words},
    "channels": {
        "standing": steps("approved", "trial", "restricted", "banned"), "purpose": words,
        "backup": named, "reply_within": deadline, "frequency": named, "not_for": demands,
    },
    "accounts": {
        "channel": named, "backup": named, "access": permissions, "url": named,
        "two_factor": steps("none", "sms", "app", "key"),
    },
    "flows": {"start": named, "questions": words, "outcomes": outcomes},
    "templates": {"use_when": words, "never_when": words},
    "checklists": {"trigger": words, "steps": words},
    "incidents": {
        "criteria": words, "actions": words, "first_action_within": deadline,
        "update_every": deadline, "lead": named, "notify": named, "pause_scheduled": named,
        "staff_line": words, "level": named,
    },
    "contacts": {"address": named, "hours": words, "purpose": words},
    "legal": {"force": named, "says": words, "number": named},
    "strategy": {"statement": words, "target": named, "metric": words},
    "keys": {"statement": words},
}  # fmt: skip
"""Fields of each kind that bind."""
DECIDING: Mapping[str, tuple[str, ...]] = {
    "policy": ("asks", "verdict"), "glossary": ("use",), "channels": ("standing",),
}  # fmt: skip
"""Fields that decide what the whole change of an entry is, by kind; the first that changed does.

What is asked is among them: verdicts on two sorts of question cannot be compared.
"""
FOLLOWING: Mapping[str, tuple[str, ...]] = {"policy": ("conditions",), "channels": ("not_for",)}
"""Fields that come and go with a deciding one, by kind: where it changed, they are as it is."""
UNHEEDED = frozenset({"id", "status", "replaced_by", "retired_because", "previous_ids", "silence"})
"""Fields that the sorts added, retired and moved speak of, or that only editors see."""
REVIEW = frozenset({"reviewed", "review_by", "checked", "source_seen", "audited"})
"""Days on which somebody looked."""


def classify(sides: Sides, field: str, old: Any, new: Any) -> Sort:
    """What the change of one field means."""
    if field in REVIEW:
        return "reviewed"
    kind = sides.after.kind
    if field in FOLLOWING.get(kind, ()):
        for decider in DECIDING[kind]:
            before, after = getattr(sides.before, decider), getattr(sides.after, decider)
            if before != after:
                return classify(sides, decider, before, after)
    found = OF_KIND.get(kind, {}).get(field) or COMMON.get(field)
    return found(sides, old, new) if found else "editorial"


def headline(kind: str, differences: Sequence[Difference]) -> Sort:
    """What the whole change of an entry is called."""
    types = [(difference.key, difference.sort) for difference in differences]
    deciders = (type for field in DECIDING.get(kind, ()) for key, type in types if key == field)
    return next(deciders, heaviest(type for _, type in types))
