"""``playbook release``: checks a version, writes its change entry, and tags it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .dates import chosen_day, today_option
from .output import write_lines


@click.command(short_help="Check everything, and tag a version.")
@click.argument("version")
@click.option("--dry-run", is_flag=True, help="Show the release, and change nothing.")
@click.option(
    "--switch-to-calendar",
    is_flag=True,
    help="Allow a calendar version after semantic ones; no semantic version can follow.",
)
@click.option(
    "--rebuild",
    is_flag=True,
    help="Build in a new environment with the packages of the lock file, as in publish --rebuild.",
)
@click.option(
    "--with-starter-text",
    is_flag=True,
    help="Release although starter text remains, to try publishing; what remains is listed.",
)
@today_option
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one).",
)
def release(
    version: str, dry_run: bool, switch_to_calendar: bool, rebuild: bool, with_starter_text: bool,
    today: dt.datetime | None, project: Path,
) -> None:  # fmt: skip
    """Release VERSION: check and build everything, write its change entry, commit and tag.

    VERSION is a semantic version (2.1.0) that must match the changes, or a calendar version
    (2026.3). Then publish the tag with: playbook publish VERSION.

    Exit status: 0 if the version is tagged, 1 if it was refused, 2 if the command could not run.
    """
    from ..problems import Phrase
    from ..project import read_project
    from ..release.approvals import refuse_scheme_switch
    from ..release.prepare import prepare
    from ..release.version_numbers import parse_version
    from .errors import exit_on_refusal
    from .language import terminal_messages, terminal_words

    day = chosen_day(today, project)
    with exit_on_refusal(project):
        number = parse_version(version)
        if not switch_to_calendar:
            refuse_scheme_switch(project, number)
        outcome = prepare(
            project, number, day, dry_run=dry_run, rebuild=rebuild, adopted=not with_starter_text
        )
    sentences, words = terminal_messages(project), terminal_words(project)
    since = Phrase("release.first")
    if outcome.since:
        since = Phrase("release.since", count=len(outcome.changes), last=str(outcome.since))
    tagged = Phrase(
        "release.planned" if dry_run else "release.done", version=str(outcome.number),
        tag=outcome.number.tag, kind=outcome.release_class, since=since,
    )  # fmt: skip
    write_lines([sentences.phrase(tagged)])
    for change in outcome.changes:
        change_type = words(f"diff.sort.{change.change_type}").lower()
        write_lines([f"  {change_type}: {change.kind} {change.id}"])
    for each in outcome.files:
        change_type = words(f"diff.sort.{each.change_type}").lower()
        unclassified = Phrase("release.unclassified", change=change_type, path=each.path)
        write_lines([f"  {sentences.phrase(unclassified)}"])
    notices = [
        problem
        for problem in read_project(project, today=day, adopted=with_starter_text).problems
        if problem.level == "notice"
    ]
    write_lines(line for problem in notices for line in sentences.lines(problem))
