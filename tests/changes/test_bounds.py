"""A change of a bound is stricter or looser; a change of another value has no direction."""

from __future__ import annotations

import pytest

from playbook.changes.bounds import value_change
from playbook.model.values import Value


def days_off(amount: int, unit: str) -> dict[str, object]:
    return {"on_days_off": {"amount": amount, "unit": unit}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"count": 2, "bound": "at_most"}, {"count": 1, "bound": "at_most"}, "stricter"),
        ({"count": 2, "bound": "at_most"}, {"count": 3, "bound": "at_most"}, "looser"),
        ({"count": 2, "bound": "at_least"}, {"count": 3, "bound": "at_least"}, "stricter"),
        ({"percent": "20", "bound": "at_least"}, {"percent": "10", "bound": "at_least"}, "looser"),
        (
            {"rate": {"times": 1, "per": "week"}, "bound": "at_most"},
            {"rate": {"times": 1, "per": "day"}, "bound": "at_most"},
            "looser",
        ),
        (
            {"duration": {"amount": 1, "unit": "days"}, "bound": "at_most"},
            {"duration": {"amount": 24, "unit": "hours"}, "bound": "at_most"},
            "value",
        ),
        *(
            (
                {"duration": {"amount": 24, "unit": "hours", **old}, "bound": "at_most"},
                {"duration": {"amount": 24, "unit": "hours", **new}, "bound": "at_most"},
                direction,
            )
            for old, new, direction in (
                ({}, days_off(1, "working_days"), "looser"),
                (days_off(1, "working_days"), {}, "stricter"),
                (days_off(1, "working_days"), days_off(2, "working_days"), "looser"),
                (days_off(2, "days"), days_off(1, "days"), "stricter"),
                ({}, days_off(1, "days"), "value"),
                (days_off(1, "working_days"), {"amount": 12}, "stricter"),
                ({"amount": 12}, {"amount": 8, **days_off(3, "days")}, "value"),
                (
                    {"amount": 1, "unit": "working_days"},
                    {"amount": 1, "unit": "working_days", **days_off(1, "working_days")},
                    "stricter",
                ),
            )
        ),
        ({"count": 2}, {"count": 1}, "value"),
        ({"count": 2, "bound": "at_most"}, {"count": 2, "bound": "at_least"}, "value"),
        ({"count": 2, "bound": "at_most"}, {"percent": "1", "bound": "at_most"}, "value"),
    ],
)
def test_the_direction_follows_from_the_bound(
    old: dict[str, object], new: dict[str, object], expected: str
) -> None:
    assert value_change(Value.model_validate(old), Value.model_validate(new)) == expected
