"""Directions as plain data, from which the page *suggest a change* says what a change means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ..model.directions import (
    Direction,
    Exceptions,
    OrderedParts,
    Parts,
    QuestionType,
    has_verdicts,
)
from ..model.entry import HEADER_BINDINGS, Entry
from ..model.playbook import Playbook
from .change import BINDING, BY_WEIGHT
from .classifiers import (
    MAY_VERDICTS,
    MUST_VERDICTS,
    ComparedStates,
    classify_deadline,
    question_type,
)
from .verdicts import exception_groups

QUESTION_TYPES: tuple[QuestionType, ...] = QuestionType.__args__  # type: ignore[attr-defined]


def direction_data(direction: Direction) -> dict[str, Any]:
    """A direction with the name of its class as ``type``, and its attributes that are data."""
    data = {each.name: getattr(direction, each.name) for each in fields(direction)}
    if isinstance(direction, Parts | OrderedParts):
        data["fields"] = {name: direction_data(each) for name, each in direction.fields.items()}
    return {
        "type": type(direction).__name__,
        **{name: value for name, value in data.items() if not callable(value)},
    }


def kind_directions(model: type[Entry]) -> dict[str, Any]:
    """The directions of a kind's fields by their key, and which fields decide."""
    bindings = {**HEADER_BINDINGS, **model.spec.bindings}
    keys = {name: field.alias or name for name, field in model.model_fields.items()}
    return {
        "directions": {keys[name]: direction_data(each) for name, each in bindings.items()},
        "deciding": [keys[name] for name in model.spec.deciding_fields],
        "dependent": [keys[name] for name in model.spec.dependent_fields],
    }


def change_tables() -> dict[str, Any]:
    """The weights of the change types, and the orders of verdicts from loose to strict."""
    return {
        "weights": list(BY_WEIGHT),
        "binding": sorted(BINDING),
        "verdicts": {"may": list(MAY_VERDICTS), "must": list(MUST_VERDICTS)},
    }


def deadline_changes(playbook: Playbook) -> dict[str, Any]:
    """The names of the values with a duration, and how a deadline changes from each to each.

    Each name of the old value has a text with a letter for each new value: s for stricter, l for
    looser and c for a change without a direction.
    """
    values = playbook.settings.values
    names = [name for name, value in values.items() if value.duration is not None]
    entry = next(iter(playbook.entries.values()), None)
    if entry is None:
        return {"names": [], "changes": {}}
    states = ComparedStates(playbook, playbook, entry, entry)
    rows = {old: "".join(classify_deadline(states, old, new)[0] for new in names) for old in names}
    return {"names": names, "changes": rows}


def exceptions_data(entry: Entry) -> Mapping[str, Any]:
    """By field with exceptions: the groups of people as lists of the exceptions that include them,
    and the pairs of exceptions of which the first is narrower. Exceptions are numbered from 0."""
    return {
        name: exception_groups(getattr(entry, name))
        for name, direction in entry.spec.bindings.items()
        if isinstance(direction, Exceptions) and getattr(entry, name)
    }


def asked(entry: Entry) -> str | None:
    """The type of an entry's question; None for a kind without verdicts."""
    return question_type(entry) if has_verdicts(entry.spec.bindings) else None
