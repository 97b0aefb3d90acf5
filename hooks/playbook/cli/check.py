"""``playbook check``: every problem of the data, for people, for programs and for code hosts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .days import today_option
from .output import is_terminal, write, write_error
from .places import asked_about

if TYPE_CHECKING:
    from ..model.playbook import Playbook
    from ..problems import Problem

_COLOURS = {"error": "red", "warning": "yellow", "notice": "cyan"}


@click.command(short_help="Find every problem in the data.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings fail as well.")
@click.option(
    "--adopted",
    is_flag=True,
    help="Tell as well what is left before the starter text is your own, and let it fail.",
)
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "json", "github", "sarif"]),
    help="text, with excerpts on a terminal; json; github, as annotations; sarif 2.1.0.",
)  # fmt: skip
@click.option(
    "--summary", type=click.Path(dir_okay=False, path_type=Path), envvar="GITHUB_STEP_SUMMARY",
    help="Add all problems as a Markdown table to this file; by default GitHub's own.",
)  # fmt: skip
@today_option
@click.option(
    "--since", help="Tell of translations left behind since a git revision, or since 'release'."
)
def check(
    paths: tuple[Path, ...], strict: bool, adopted: bool, form: str, summary: Path | None,
    today: dt.datetime | None, since: str | None,
) -> None:  # fmt: skip
    """Check the playbook_data of a project: a folder, or single files in it.

    Exit status: 0 when all is well, 1 when there are problems, 2 when it could not run.
    """
    from ..problems import failing, ordered
    from ..project import read_project
    from ..report.excerpts import Excerpts
    from ..report.forms import FORMS, Report
    from ..report.github import summary as table

    asked = asked_about(paths)
    day = today.date() if today else dt.date.today()
    checked = read_project(asked.project, today=day, adopted=adopted)
    beside = _beside(asked.project, checked.playbook, since) if checked.playbook else ()
    problems = ordered(one for one in (*checked.problems, *beside) if asked.holds(one))
    failures = failing(problems, strict=strict, adopted=adopted)
    on_terminal = form == "text" and is_terminal()
    report = Report(problems, failures, Excerpts(asked.project), asked.from_here, on_terminal)
    if said := FORMS[form](report):
        write(said, commands=form == "github", style=_coloured if on_terminal else None)
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(table(problems, len(failures)))
    write_error(_summary(len(problems), len(failures)))
    raise SystemExit(1 if failures else 0)


def _beside(project: Path, playbook: Playbook, since: str | None) -> Iterator[Problem]:
    """What is told of the files beside the data, and of the state since a revision."""
    from ..changes.states import NoStateError
    from ..changes.translations import check_since
    from ..git import GitError
    from ..schema.files import check as freshness

    yield from freshness(project, playbook)
    if since:
        try:
            yield from check_since(project, playbook, since)
        except (GitError, NoStateError) as error:
            raise click.UsageError(str(error)) from error


def _coloured(text: str) -> str:
    """The levels in their colours; click leaves them out where colours are not shown."""
    for level, colour in _COLOURS.items():
        text = text.replace(f": {level} PB", f": {click.style(level, fg=colour, bold=True)} PB")
    return text


def _summary(found: int, failures: int) -> str:
    if not found:
        return "no problems"
    problems = "1 problem" if found == 1 else f"{found} problems"
    return (
        f"{problems}, {failures} to mend" if failures else f"{problems}, none that must be mended"
    )
