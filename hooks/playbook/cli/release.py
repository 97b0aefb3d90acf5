"""``playbook release``: a version is checked, numbered, told of and tagged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .days import today_option
from .output import write_lines


@click.command(short_help="Check everything, and tag a version.")
@click.argument("version")
@click.option("--dry-run", is_flag=True, help="Say what would be released, and change nothing.")
@today_option
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder.",
)
def release(version: str, dry_run: bool, today: dt.datetime | None, project: Path) -> None:
    """Prepare VERSION: check everything, write its change entry, commit and tag.

    A number is semantic, as 2.1.0, and must say what changed; or of the calendar, as 2026.3.
    Publish the tag with: playbook publish VERSION. Exit status: 0 when it is tagged, 1 when not.
    """
    from ..release.numbers import number
    from ..release.prepare import prepare
    from .refusing import refusing

    day = today.date() if today else dt.date.today()
    with refusing():
        done = prepare(project, number(version), day, dry_run=dry_run)
    since = f"{len(done.changes)} changes since {done.since}" if done.since else "the first release"
    said = "would be tagged" if dry_run else "is tagged"
    write_lines([f"{done.number} {said} {done.number.tag}: {done.sort}, {since}"])
    write_lines(f"  {change.sort}: {change.kind} {change.id}" for change in done.changes)
