"""``playbook health``: reports due reviews by owner, translations and unlinked entries."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .dates import today_option
from .output import is_terminal, write, write_error
from .project_paths import project_of


@click.command(short_help="Report due reviews, translations and unlinked entries.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "output_format", default="text", type=click.Choice(["text", "json", "ical"]),
    help="The output format: text, json, or ical (a calendar of review dates). Default: text.",
)  # fmt: skip
@today_option
@click.option("--language", help="The language of the report (default: the handbook's first).")
def health(
    folder: Path, output_format: str, today: dt.datetime | None, language: str | None
) -> None:
    """Report due reviews, translations and unlinked entries of the handbook in FOLDER.

    FOLDER defaults to the current folder.

    Exit status: 0 on success, 2 if the command could not run.
    """
    from ..health.calendar import as_calendar
    from ..health.metrics import health as measure_health
    from ..health.renderers import as_json, as_text
    from ..model.days import today_in
    from ..problems import Phrase
    from ..project import read_project
    from .language import message_catalogue, output_words

    playbook = read_project(project_of(folder)).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml has errors: run 'playbook check'")
    metrics, words = measure_health(playbook), output_words(language, playbook)
    now = (today or dt.datetime.now()).astimezone(dt.UTC)
    day = today.date() if today else today_in(playbook.settings.organisation.time_zone)
    if output_format == "json":
        write(as_json(metrics, playbook, day))
    elif output_format == "ical" and not metrics.reviews:  # a calendar must have an event
        sentences = message_catalogue(None, playbook, is_for_people=is_terminal())
        write_error(sentences.phrase(Phrase("health.no-dates")))
    elif output_format == "ical":
        write(as_calendar(metrics, playbook, words, now), end="", crlf=True)
    else:
        write(as_text(metrics, playbook, words, day))
