"""Root causes: problems may share a cause, and some problems only follow from others."""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import Problem

_FACT_BY_UNUSED_CODE = {"PB723": "id", "PB312": "name"}
"""The codes for unused entries and values, each with the fact that has the id or the name."""
_CODES_OF_UNKNOWN_NAMES = ("PB202", "PB207", "PB302", "PB311")
"""The codes for references to entries and values that do not exist."""


def unknown_entry_cause(id: str) -> str:
    """The cause of problems with references to an id that no entry has."""
    return f"no entry {id}"


def unknown_value_cause(name: str) -> str:
    """The cause of problems with the name of a value that does not exist."""
    return f"no value {name}"


def retired_entry_cause(id: str) -> str:
    """The cause of problems with references to a retired entry."""
    return f"retired {id}"


def repealed_law_cause(id: str) -> str:
    """The cause of problems with a repealed law: at the law, and where entries are based on it."""
    return f"repealed {id}"


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that disappear when another one is fixed.

    A misspelt reference also leaves its target without a reference.
    """
    reported = list(problems)
    suggested_names = {
        fact
        for problem in reported
        if problem.code in _CODES_OF_UNKNOWN_NAMES and problem.cure
        for name, fact in problem.cure.facts
        if name in ("suggestion", "id", "value")
    }
    return [
        problem
        for problem in reported
        if problem.code not in _FACT_BY_UNUSED_CODE
        or problem.fact(_FACT_BY_UNUSED_CODE[problem.code]) not in suggested_names
    ]
