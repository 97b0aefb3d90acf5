"""Classifies the change of a field by the direction that its kind gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from ..model import directions
from ..model.directions import Direction
from ..model.entry import HEADER_BINDINGS, Entry
from .change import ChangeType, Difference, heaviest
from .classifiers import (
    ComparedStates,
    along,
    deadline,
    opposite,
    permissions,
    requirements,
    scope,
    verdict,
)
from .verdicts import announced, exceptions


def direction_of(entry: Entry, field: str) -> Direction:
    """The direction of a field of an entry."""
    own = entry.spec.bindings
    return own[field] if field in own else HEADER_BINDINGS[field]


def classify(states: ComparedStates, field: str, old: Any, new: Any) -> ChangeType:
    """Classify the change of one field of an entry."""
    spec = states.after.spec
    if field in spec.following:
        for decider in spec.deciding:
            before, after = getattr(states.before, decider), getattr(states.after, decider)
            if before != after:
                return classify(states, decider, before, after)
    return by_direction(direction_of(states.after, field), states, old, new)


def by_direction(direction: Direction, states: ComparedStates, old: Any, new: Any) -> ChangeType:
    """Classify the change of a value that has a direction."""
    match direction:
        case directions.NotCompared() | directions.Explains():
            return "editorial"
        case directions.ReviewDate():
            return "reviewed"
        case directions.Changed():
            return "changed"
        case directions.Reworded():
            return "reworded"
        case directions.Ordered(values, default):
            return along(values, str(old or default), str(new or default))
        case directions.ByVerdict():
            return verdict(states, old, new)
        case directions.MoreIsStricter(match):
            is_any = match is not None and getattr(states.after, match) == "any"
            return (
                opposite(requirements(states, old, new))
                if is_any
                else requirements(states, old, new)
            )
        case directions.FewerIsStricter():
            return permissions(states, old, new)
        case directions.ShorterIsStricter():
            return deadline(states, old, new)
        case directions.Scope():
            return scope(states, old, new)
        case directions.Exceptions():
            return exceptions(states, old, new)
        case directions.Parts(fields):
            return _parts(fields, states, old, new)
        case directions.Announced(now):
            return announced(states, now, old, new)
    assert_never(direction)


def _parts(
    fields: Mapping[str, Direction],
    states: ComparedStates,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> ChangeType:
    """Named parts. An added or removed part makes it changed."""
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
    """The type of the first field that changed, in the order of the directions."""
    for name, direction in fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            return by_direction(direction, states, old, new)
    return "editorial"


def headline(entry: Entry, differences: Sequence[Difference]) -> ChangeType:
    """The change type of a whole entry."""
    types = [(difference.key, difference.change_type) for difference in differences]
    deciders = (type for field in entry.spec.deciding for key, type in types if key == field)
    return next(deciders, heaviest(type for _, type in types))
