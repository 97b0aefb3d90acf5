"""Classifies the change of a value that is a bound."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ..model.values import Rate, Value
from .change import ChangeType
from .classifiers import compare_durations, larger_or_smaller

_PER_YEAR: dict[str, int] = {"day": 365, "week": 52, "month": 12, "year": 1}


def value_change(old: Value, new: Value) -> ChangeType:
    """Stricter or looser if both values are the same kind of bound; otherwise a changed value.

    A lower maximum is stricter, and so is a higher minimum.
    """
    is_comparable = new.bound is not None and new.bound == old.bound
    difference = _difference(old, new) if is_comparable else None
    if difference is None:
        return "value"
    return "stricter" if (difference == "smaller") == (new.bound == "at_most") else "looser"


def _difference(old: Value, new: Value) -> Literal["larger", "smaller"] | None:
    if old.duration and new.duration:
        return compare_durations(old.duration, new.duration)
    before, after = _amount(old), _amount(new)
    if before is None or after is None or before[0] != after[0]:
        return None
    return larger_or_smaller([before[1]], [after[1]])


def _amount(value: Value) -> tuple[str, Decimal] | None:
    """The type of a value without duration, and its amount in a unit for all values of the type;
    None for a text."""
    if value.rate is not None:
        return "rate", Decimal(_per_year(value.rate))
    if value.percent is not None:
        return "percent", value.percent
    return ("count", Decimal(value.count)) if value.count is not None else None


def _per_year(rate: Rate) -> int:
    return rate.times * _PER_YEAR[rate.per]
