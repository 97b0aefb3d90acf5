"""``playbook acknowledgements``: reports who has confirmed which version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write, write_bytes, write_error
from .sources import exit_on_source_error, version_option

if TYPE_CHECKING:
    from ..acknowledgements.roles import Roles
    from ..acknowledgements.standings import Outcome
    from ..asking.source import Source
    from ..messages import Messages

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@click.command(short_help="Report who has confirmed which version.")
@click.argument("exports", nargs=-1, required=True, type=_FILE, metavar="EXPORT...")
@click.option(
    "--people", "people_file", required=True, type=_FILE, metavar="FILE",
    help="A CSV file with name, address and roles of everybody who is asked to confirm.",
)  # fmt: skip
@click.option(
    "--from", "location", default=".", type=click.Path(exists=True, path_type=Path),
    metavar="FOLDER", help="The folder of the published tree (default: the current folder).",
)  # fmt: skip
@version_option
@click.option("--language", help="The language of the report (default: the handbook's first).")
@click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(["text", "csv", "mail-merge"]), help="The output format.",
)  # fmt: skip
@click.option(
    "--separator", default="comma", show_default=True, type=click.Choice(list(_SEPARATORS)),
    help="What separates the columns of CSV. Excel in Swedish opens files with semicolons.",
)  # fmt: skip
@click.option(
    "--to", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write to this file instead of standard output.",
)  # fmt: skip
def acknowledgements(
    exports: tuple[Path, ...], people_file: Path, location: Path, version: str | None,
    language: str | None, output_format: str, separator: str, target: Path | None,
) -> None:  # fmt: skip
    """Report from each EXPORT who has confirmed which version, and who must read again.

    EXPORT is a CSV file from Microsoft Forms, Google Forms, Outlook or Gmail, or a mailbox (mbox).
    Nothing leaves the machine, and nothing is written into the handbook.

    Exit status: 0 if everybody has confirmed what is binding for them, 1 if somebody has not, 2 if
    the command could not run.
    """
    _refuse_target(target, location)
    with exit_on_source_error():
        source = _published(location, version)
        chosen = source.language(language)
    outcome, roles = _outcome(source, exports, people_file, chosen)
    data = _formatted(outcome, source, roles, chosen, output_format, _SEPARATORS[separator])
    if target is not None:
        target.write_bytes(data)
    elif output_format == "text":
        write(data.decode(), end="")
    else:
        write_bytes(data)
    is_complete = all(each.status == "confirmed" for each in outcome.standings)
    raise SystemExit(0 if is_complete else 1)


def _published(location: Path, version: str | None) -> Source:
    """The published tree at a folder. Raises SourceError, RefusedError and UsageError."""
    from ..asking.opening import open_source

    source = open_source(location, version)
    if not source.versions:
        raise click.UsageError(
            f"{location} is not the folder of a published tree, which has all versions; name it "
            "with --from"
        )
    return source


def _outcome(
    source: Source, exports: tuple[Path, ...], people_file: Path, language: str
) -> tuple[Outcome, Roles]:
    """The standing of everybody. Ends the command if a file cannot be used."""
    from ..acknowledgements.columns import known_headings
    from ..acknowledgements.exports import Reading, read_export
    from ..acknowledgements.people import read_people
    from ..acknowledgements.required import Required
    from ..acknowledgements.roles import Roles
    from ..acknowledgements.standings import standings
    from ..release.codes import RefusedError

    roles, headings = Roles(source), known_headings(source.playbook.language_data)
    reading = Reading(headings, {each.text for each in source.versions}, roles)
    assert source.version is not None
    required = Required(source.versions, source.version, source.words(language))
    try:
        people = read_people(people_file, headings, roles)
        answers = [answer for file in exports for answer in read_export(file, reading)]
        return standings(people, answers, required, roles), roles
    except RefusedError as refused:
        for problem in refused.problems:
            for line in _messages(source, language).lines(problem):
                write_error(line)
        raise SystemExit(2) from None


def _formatted(
    outcome: Outcome, source: Source, roles: Roles, language: str, output_format: str, sep: str
) -> bytes:
    from ..acknowledgements.csv_files import merge_csv, report_csv
    from ..acknowledgements.report import report_lines
    from ..visible import escape_for_one_line

    if output_format == "text":
        lines = report_lines(outcome, source, roles, _messages(source, language), language)
        return "".join(f"{escape_for_one_line(line)}\n" for line in lines).encode()
    form: Callable[..., bytes] = report_csv if output_format == "csv" else merge_csv
    return form(outcome, source, roles, language, sep)


def _messages(source: Source, language: str) -> Messages:
    from ..words.problem_texts import languages_with_messages
    from .language import message_catalogue

    known = languages_with_messages(source.playbook.language_data)
    chosen = language if language in known else None
    return message_catalogue(chosen, source.playbook, is_for_people=True)


def _refuse_target(target: Path | None, location: Path) -> None:
    """Personal data is not written where the handbook is. Raises UsageError."""
    from ..project import DATA_FOLDER
    from ..release.manifest import MANIFEST

    if target is None:
        return
    folders = target.resolve().parents
    is_in_handbook = any(
        folder == location.resolve()
        or (folder / DATA_FOLDER).is_dir()
        or (folder / MANIFEST).is_file()
        for folder in folders
    )
    if is_in_handbook:
        raise click.UsageError(
            f"{target} is in the folder of a handbook; write what is about people somewhere else"
        )
