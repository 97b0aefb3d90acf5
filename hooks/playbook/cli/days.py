"""The option ``--today``: a command that judges days can be asked as on another one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click


class _Day(click.DateTime):
    """A day of the years that data may name: sums of days stay within what Python can count."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.datetime:
        found: dt.datetime = super().convert(value, param, ctx)
        if not 1900 <= found.year < 2200:
            self.fail("give a day from 1900 to 2199", param, ctx)
        return found


today_option = click.option(
    "--today", type=_Day(), metavar="YYYY-MM-DD", help="Judge review dates as on this day."
)
