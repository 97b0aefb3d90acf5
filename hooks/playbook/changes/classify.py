"""Classifies the change of a field by the direction that the kind defines for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from ..model import directions
from ..model.directions import Direction
from ..model.entry import HEADER_BINDINGS, Entry
from .change import ChangeType, Difference, heaviest
from .classifiers import (
    ComparedStates,
    classify_deadline,
    classify_ordered,
    classify_permissions,
    classify_requirements,
    classify_scope,
    classify_verdict,
    opposite,
)
from .rewording import is_rewording
from .verdicts import classify_announcement, classify_exceptions


def direction_of(entry: Entry, field: str) -> Direction:
    """The direction of a field, from its kind or from the fields that all kinds share."""
    bindings = entry.spec.bindings
    return bindings[field] if field in bindings else HEADER_BINDINGS[field]


def classify(states: ComparedStates, field: str, old: Any, new: Any) -> ChangeType:
    """Classify the change of one field of an entry."""
    spec = states.after.spec
    if field in spec.dependent_fields:
        for deciding in spec.deciding_fields:
            before, after = getattr(states.before, deciding), getattr(states.after, deciding)
            if before != after:
                return classify(states, deciding, before, after)
    return classify_by_direction(direction_of(states.after, field), states, old, new)


def classify_by_direction(
    direction: Direction, states: ComparedStates, old: Any, new: Any
) -> ChangeType:
    """Classify the change of a value by its direction."""
    match direction:
        case directions.NotCompared() | directions.Explains():
            return "editorial"
        case directions.ReviewDate():
            return "reviewed"
        case directions.Changed():
            return "changed"
        case directions.Reworded():
            return "reworded" if is_rewording(old, new) else "changed"
        case directions.Ordered(values, default):
            return classify_ordered(values, str(old or default), str(new or default))
        case directions.ByVerdict():
            return classify_verdict(states, old, new)
        case directions.MoreIsStricter(match_field):
            change_type = classify_requirements(states, old, new)
            any_is_enough = match_field is not None and getattr(states.after, match_field) == "any"
            return opposite(change_type) if any_is_enough else change_type
        case directions.FewerIsStricter():
            return classify_permissions(states, old, new)
        case directions.ShorterIsStricter():
            return classify_deadline(states, old, new)
        case directions.Scope():
            return classify_scope(states, old, new)
        case directions.Exceptions():
            return classify_exceptions(states, old, new)
        case directions.Parts(fields):
            return _parts(fields, states, old, new)
        case directions.OrderedParts(fields):
            return _parts(fields, states, dict(enumerate(old)), dict(enumerate(new)))
        case directions.Announced(current_answer):
            return classify_announcement(states, current_answer, old, new)
    assert_never(direction)


def _parts(
    fields: Mapping[str, Direction],
    states: ComparedStates,
    old: Mapping[Any, Any],
    new: Mapping[Any, Any],
) -> ChangeType:
    """Classify a change of parts, by name or position.

    An added or removed part counts as ``changed``.
    """
    types = {
        _part(fields, states, old[name], new[name])
        for name in old.keys() & new.keys()
        if old[name] != new[name]
    }
    if old.keys() != new.keys():
        types.add("changed")
    return heaviest(types)


def _part(
    fields: Mapping[str, Direction], states: ComparedStates, before: Any, after: Any
) -> ChangeType:
    """Classify the first changed field of a part, in the order of ``fields``."""
    for name, direction in fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            return classify_by_direction(direction, states, old, new)
    return "editorial"


def entry_change_type(entry: Entry, differences: Sequence[Difference]) -> ChangeType:
    """The change type of a whole entry: that of a deciding field, or else the heaviest type."""
    types = [(difference.key, difference.change_type) for difference in differences]
    deciding_types = (
        type for field in entry.spec.deciding_fields for key, type in types if key == field
    )
    return next(deciding_types, heaviest(type for _, type in types))
