"""``playbook schema``: writes JSON Schemas for text editors, and the line that names them."""

from __future__ import annotations

from pathlib import Path

import click

from .file_writing import write_all
from .output import is_terminal, write_lines
from .project_paths import project_of


@click.command(short_help="Write JSON Schemas for text editors.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="List the outdated files, and write nothing."
)
def schema(folder: Path, only_check: bool) -> None:
    """Write the JSON Schemas of the project in FOLDER to its schema/ folder.

    Text editors with YAML support use them to complete and check the data. FOLDER defaults to the
    current folder.

    Exit status: 0 if everything is up to date, 1 if --check found an outdated file, 2 if the
    command could not run.
    """
    from ..problems import Phrase
    from ..project import read_project
    from ..schema.files import outdated_files
    from .language import message_catalogue

    project = project_of(folder)
    playbook = read_project(project).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml has errors: run 'playbook check'")
    if not playbook.is_whole:
        raise click.UsageError("some data cannot be read: run 'playbook check'")
    outdated = outdated_files(project, playbook)
    if not only_check:
        write_all(project, outdated)
    sentences = message_catalogue(None, playbook, is_for_people=is_terminal())
    states = (
        Phrase("file.outdated" if only_check else "file.written", path=path) for path in outdated
    )
    write_lines(map(sentences.phrase, states))
    raise SystemExit(1 if only_check and outdated else 0)
