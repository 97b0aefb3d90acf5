"""The ``--today`` option."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click


class _DateParam(click.DateTime):
    """A date from 1900 to 2199, as in the data, so that date arithmetic cannot overflow."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.datetime:
        date: dt.datetime = super().convert(value, param, ctx)
        if not 1900 <= date.year < 2200:
            self.fail("give a date from 1900 to 2199", param, ctx)
        return date


today_option = click.option(
    "--today",
    type=_DateParam(),
    metavar="YYYY-MM-DD",
    help="Evaluate due dates as of this day (default: today).",
)
