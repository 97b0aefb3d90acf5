"""``playbook schema``: JSON Schemas for editors, and the line in each data file that names one."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_lines
from .places import project_of, write_in


@click.command(short_help="Write JSON Schemas for text editors.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what is stale.")
def schema(folder: Path, only_check: bool) -> None:
    """Write schema/ beside the data of the project in FOLDER, for editors that know YAML.

    Exit status: 0 when all is well, 1 when --check found a stale file, 2 when it could not run.
    """
    from ..project import read_project
    from ..schema.files import updates

    project = project_of(folder)
    playbook = read_project(project).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml is wrong: run playbook check")
    found = updates(project, playbook)
    for path, text in found.items():
        write_lines([f"{path}: stale" if only_check else f"{path}: written"])
        if not only_check:
            write_in(project, path, text)
    raise SystemExit(1 if only_check and found else 0)
