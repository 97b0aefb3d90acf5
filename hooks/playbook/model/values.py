"""The values that an organisation sets, such as a time limit: ``values`` in ``playbook.yml``."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from .types import FrozenModel, Integer, Number, Text

TimeUnit = Literal[
    "minutes", "hours", "working_hours", "days", "working_days", "weeks", "months", "years"
]


class Duration(FrozenModel):
    """A length of time."""

    amount: Integer = Field(ge=1, le=10_000, description="The number of units.")
    unit: TimeUnit = Field(description="The unit of time.")


class ValueDuration(Duration):
    """A length of time, and perhaps another length for what begins on a day off."""

    on_days_off: Duration | None = Field(
        None,
        examples=["{amount: 1, unit: working_days}"],
        description="The length of time for what begins on a day off, by the office hours; its"
        " first working day is the next working day.",
    )


class Rate(FrozenModel):
    """How often something happens."""

    times: Integer = Field(ge=1, le=10_000, description="How many times.")
    per: Literal["day", "week", "month", "year"] = Field(description="The period.")


class Value(FrozenModel):
    """A value set by the organisation: exactly one of the value types, and perhaps a bound."""

    model_config = ConfigDict(
        json_schema_extra={
            "minProperties": 1,
            "maxProperties": 2,
            "if": {"minProperties": 2},
            "then": {"required": ["bound"]},
            "else": {"not": {"required": ["bound"]}},
        }
    )

    duration: ValueDuration | None = Field(None, description="A length of time.")
    count: Integer | None = Field(None, ge=0, description="A number.")
    percent: Number | None = Field(None, ge=0, le=100, description="A share of a hundred.")
    rate: Rate | None = Field(None, description="How often.")
    text: Text | None = Field(None, description="Words, by language.")
    bound: Literal["at_least", "at_most"] | None = Field(
        None, description="Which side of the number is allowed; a change then has a direction."
    )


VALUE_TYPES = ("duration", "count", "percent", "rate", "text")
"""The fields of `Value` of which exactly one is given."""
