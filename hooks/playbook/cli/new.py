"""``playbook new``: a skeleton of an entry, in the file where it belongs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .output import write_lines
from .places import project_of, write_in


@click.command(short_help="Add an entry, as a draft to be written.")
@click.argument("kind")
@click.argument("id")
@click.option("--chapter", help="The chapter, for kinds that have chapters.")
@click.option(
    "--project", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project's folder; by default the one where one stands.",
)  # fmt: skip
def new(kind: str, id: str, chapter: str | None, project: Path) -> None:
    """Add an entry named ID of a KIND, as policy or contacts, as a draft to be written.

    Nothing else in the file is touched. Exit status: 0 when it was written, 2 when it was not.
    """
    from ..edit.new import NewError, new_entry
    from ..project import read_project

    folder = project_of(project)
    playbook = read_project(folder).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml is wrong: run playbook check")
    try:
        written = new_entry(playbook, folder, kind, id, chapter, dt.date.today().isoformat())
    except NewError as error:
        raise click.UsageError(str(error)) from error
    shown = written.path.relative_to(folder).as_posix()
    write_in(folder, shown, written.text)
    write_lines([f"{shown}:{written.line}: '{id}' is there, as a draft; write where '…' stands"])
