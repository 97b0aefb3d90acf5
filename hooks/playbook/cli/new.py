"""``playbook new``: adds a draft entry to the right file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .output import write_lines
from .project_paths import project_of, write_in


@click.command(short_help="Add a draft entry.")
@click.argument("kind")
@click.argument("id")
@click.option("--chapter", help="The chapter, for kinds that have chapters.")
@click.option(
    "--project", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project's folder; by default the one where one stands.",
)  # fmt: skip
def new(kind: str, id: str, chapter: str | None, project: Path) -> None:
    """Add a draft entry with the id ID to a KIND, for example policy or contacts.

    The rest of the file is not changed. Exit status: 0 on success, 2 on failure.
    """
    from ..edit.new import NewError, new_entry
    from ..project import read_project

    folder = project_of(project)
    playbook = read_project(folder).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml is wrong: run playbook check")
    try:
        new_file = new_entry(playbook, folder, kind, id, chapter, dt.date.today().isoformat())
    except NewError as error:
        raise click.UsageError(str(error)) from error
    shown = new_file.path.relative_to(folder).as_posix()
    write_in(folder, shown, new_file.text)
    write_lines([f"{shown}:{new_file.line}: added '{id}' as a draft; replace each '…'"])
