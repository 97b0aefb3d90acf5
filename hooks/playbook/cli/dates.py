"""The ``--today`` option, and the current day of an organisation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ..source.links import is_linked
from .project_paths import DATA_FOLDER


class _DateParam(click.DateTime):
    """A date from 1900 to 2199, as in the data, so that date arithmetic cannot overflow."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.datetime:
        date: dt.datetime = super().convert(value, param, ctx)
        if not 1900 <= date.year < 2200:
            self.fail("give a date from 1900 to 2199", param, ctx)
        return date


date_param = _DateParam()
"""The type of an option with a date."""
today_option = click.option(
    "--today",
    type=date_param,
    metavar="YYYY-MM-DD",
    help="Evaluate due dates as of this day (default: today).",
)


def chosen_day(today: dt.datetime | None, project: Path) -> dt.date:
    """The day of the option, or else the current day in the time zone of the organisation."""
    from ..model.days import today_in, zone_in

    if today is not None:
        return today.date()
    settings = project / DATA_FOLDER / "playbook.yml"
    try:
        is_readable = settings.is_file() and not is_linked(settings, project)
        return today_in(zone_in(settings.read_bytes() if is_readable else None))
    except OSError:
        return today_in(zone="")
