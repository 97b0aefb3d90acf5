"""``playbook check``: reports every problem in the data to people, programs and code hosts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .dates import chosen_day, today_option
from .output import is_terminal, write, write_error
from .project_paths import select_paths

if TYPE_CHECKING:
    from ..messages import Messages
    from ..model.playbook import Playbook
    from ..problems import Level, Problem

_COLOURS: Mapping[Level, str] = {"error": "red", "warning": "yellow", "notice": "cyan"}


@click.command(short_help="Find every problem in the data.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--adopted",
    is_flag=True,
    help="Also report what remains of the starter text, and fail if any remains.",
)
@click.option(
    "--format",
    "output_format",
    default="text", type=click.Choice(["text", "json", "github", "sarif"]),
    help="The output format: text (with excerpts on a terminal), json, github (annotations), or "
    "sarif (version 2.1.0). Default: text.",
)  # fmt: skip
@click.option(
    "--summary", type=click.Path(dir_okay=False, path_type=Path), envvar="GITHUB_STEP_SUMMARY",
    help="Append all problems as a Markdown table to this file (default: GITHUB_STEP_SUMMARY).",
)  # fmt: skip
@today_option
@click.option(
    "--language",
    help="The language of the messages. Default: the handbook's first language for text on a "
    "terminal, for github and for --summary; otherwise English.",
)
@click.option(
    "--since",
    metavar="REVISION",
    help="Compare with a git revision, or 'release' (the last release): also report translations "
    "that became outdated since, and rules that were in force and now begin in the future.",
)
def check(
    paths: tuple[Path, ...], strict: bool, adopted: bool, output_format: str, summary: Path | None,
    today: dt.datetime | None, language: str | None, since: str | None,
) -> None:  # fmt: skip
    """Check a project: its data, pages, notes and settings, or only some files and folders.

    PATHS defaults to the current folder. Errors always fail; warnings fail with --strict.

    Exit status: 0 if nothing fails, 1 if something fails, 2 if the command could not run.
    """
    from ..problems import failing, ordered
    from ..project import read_project
    from ..report.excerpts import Excerpts
    from ..report.formats import FORMATS, Report
    from ..report.github import summary as markdown_table
    from .language import message_catalogue

    selection = select_paths(paths)
    date = chosen_day(today, selection.project)
    result = read_project(selection.project, today=date, adopted=adopted)
    playbook = result.playbook
    extra = _extra_problems(selection.project, playbook, since, date) if playbook else ()
    selected = map(selection.restrict, (*result.problems, *extra))
    problems = ordered(problem for problem in selected if problem)
    failures = failing(problems, strict=strict, adopted=adopted)
    on_terminal = output_format == "text" and is_terminal()
    is_for_people = on_terminal or output_format == "github"
    sentences = message_catalogue(language, result.playbook, is_for_people=is_for_people)
    report = Report(
        problems, failures, Excerpts(selection.project), selection.relative_folder, sentences,
        on_terminal,
    )  # fmt: skip
    if output := FORMATS[output_format](report):
        style = _level_styler(sentences) if on_terminal else None
        write(output, commands=output_format == "github", style=style)
    if summary:
        reader_sentences = message_catalogue(language, result.playbook, is_for_people=True)
        with summary.open("a", encoding="utf-8") as file:
            file.write(markdown_table(problems, reader_sentences))
    write_error(sentences.level_counts(problems))
    raise SystemExit(1 if failures else 0)


def _extra_problems(
    project: Path, playbook: Playbook, since: str | None, today: dt.date
) -> Iterator[Problem]:
    """Problems with the schema files, and those that only a comparison with a revision finds."""
    from ..changes.record import next_note
    from ..changes.states import NEXT, StateError, editorial_reasons, unknown_editorial_ids
    from ..changes.translations import check_since
    from ..git import GitError
    from ..problems import Location
    from ..project import CHANGES
    from ..release.codes import BAD_CHANGE_ENTRY
    from ..schema.files import check as check_schemas
    from ..source.folders import folders_of
    from .errors import usage_error

    yield from check_schemas(project, playbook)
    try:
        yield from unknown_editorial_ids(editorial_reasons(project), playbook)
        next_note(project, playbook.languages)
    except StateError as error:
        yield BAD_CHANGE_ENTRY.at(Location(f"{CHANGES}/{NEXT}"), reason=error.reason)
    folders = folders_of(project)
    if (project / folders.docs / "assets").is_dir():  # the import takes a while
        from ..site.replaced_files import replaced_in

        yield from replaced_in(project, project / folders.docs)
    if since:
        try:
            yield from check_since(project, playbook, since, today)
        except (GitError, StateError) as error:
            raise usage_error(error, project) from error


def _level_styler(sentences: Messages) -> Callable[[str], str]:
    """A function that colours the levels. Click removes colours that are not supported."""

    def with_colours(text: str) -> str:
        for level, colour in _COLOURS.items():
            name = sentences.level(level)
            text = text.replace(f": {name} PB", f": {click.style(name, fg=colour, bold=True)} PB")
        return text

    return with_colours
