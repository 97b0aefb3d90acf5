"""``playbook health``: what is due, by owner; translations; what nobody links to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .days import today_option
from .output import write
from .places import project_of


@click.command(short_help="Say how the handbook is doing.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "json", "ical"]),
    help="text; json; ical, a calendar of the days of review.",
)  # fmt: skip
@today_option
@click.option("--language", help="The language of the report; by default the handbook's first.")
def health(folder: Path, form: str, today: dt.datetime | None, language: str | None) -> None:
    """Say how the handbook in FOLDER is doing.

    Exit status: 0 when it could be told, 2 when it could not run.
    """
    from ..health.calendar import as_calendar
    from ..health.figures import health as figures
    from ..health.telling import as_json, as_text
    from ..project import read_project
    from ..words.catalogue import catalogue
    from .speaking import spoken

    playbook = read_project(project_of(folder)).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml is wrong: run playbook check")
    found, words = figures(playbook), catalogue(spoken(language, playbook))
    now = (today or dt.datetime.now()).astimezone(dt.UTC)
    day = today.date() if today else dt.date.today()
    if form == "json":
        write(as_json(found, playbook, day))
    elif form == "ical":
        write(as_calendar(found, playbook, words, now), end="", crlf=True)
    else:
        write(as_text(found, playbook, words, day))
