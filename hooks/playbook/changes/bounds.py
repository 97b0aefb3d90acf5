"""Classifies the change of a value that is a bound."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ..model.values import Rate, Value
from .change import ChangeType
from .classifiers import compare_durations, larger_or_smaller

_PER_YEAR: dict[str, int] = {"day": 365, "week": 52, "month": 12, "year": 1}


def value_change(old: Value, new: Value, *, shorter_is_stricter: bool = False) -> ChangeType:
    """Stricter or looser if both values are the same kind of bound; otherwise the type ``value``.

    A lower maximum is stricter, and so is a higher minimum. With ``shorter_is_stricter``, a
    duration without a bound is a maximum, because entries use the value as a time limit.
    """
    bounds = [_bound(value, shorter_is_stricter) for value in (old, new)]
    is_comparable = bounds[0] is not None and bounds[0] == bounds[1]
    difference = _difference(old, new) if is_comparable else None
    if difference is None:
        return "value"
    return "stricter" if (difference == "smaller") == (bounds[0] == "at_most") else "looser"


def size_change(old: Value, new: Value) -> str | None:
    """How an amount changed, such as ``duration.larger``; None if they cannot be compared."""
    difference = _difference(old, new)
    amount = _amount(new)
    amount_type = "duration" if amount is None else amount[0]
    return f"{amount_type}.{difference}" if difference else None


def _difference(old: Value, new: Value) -> Literal["larger", "smaller"] | None:
    if old.duration and new.duration:
        return compare_durations(old.duration, new.duration)
    before, after = _amount(old), _amount(new)
    if before is None or after is None or before[0] != after[0]:
        return None
    return larger_or_smaller([before[1]], [after[1]])


def _bound(value: Value, shorter_is_stricter: bool) -> str | None:
    """Whether a value is a maximum (``at_most``) or a minimum (``at_least``); None if neither.

    The value itself says so; a duration that is used as a time limit is a maximum.
    """
    is_limit = shorter_is_stricter and value.duration is not None
    return value.bound or ("at_most" if is_limit else None)


def _amount(value: Value) -> tuple[str, Decimal] | None:
    """The type of a rate, percentage or count, and its amount; None for a text.

    Amounts of the same type are comparable: those of rates are per year.
    """
    if value.rate is not None:
        return "rate", Decimal(_per_year(value.rate))
    if value.percent is not None:
        return "percent", value.percent
    return ("count", Decimal(value.count)) if value.count is not None else None


def _per_year(rate: Rate) -> int:
    return rate.times * _PER_YEAR[rate.per]
