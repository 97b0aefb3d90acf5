"""``playbook fix``: the safe repairs, in place, or as a diff first."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from .output import write, write_lines
from .places import project_of, write_in


@click.command(short_help="Mend slips in the data.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing; show the difference.")
def fix(folder: Path, dry_run: bool) -> None:
    """Mend slips in the data of the project in FOLDER, and freshen its schemas.

    Keys that can only be one other, spaces at the ends of lines, curly quotes around names and
    days, keys of an entry that are out of order, references to an id that an entry used to have.
    Comments and quoting stay as they are.

    Exit status: 0 when nothing was to mend or it was mended, 1 when --dry-run found something,
    2 when it could not run.
    """
    from ..edit.fix import repairs
    from ..project import read_project
    from ..schema.files import FOLDER, updates

    project = project_of(folder)
    found = dict(repairs(project))
    for path, text in found.items():
        if dry_run:
            write("".join(_difference(project, path, text)), end="", crlf=True)
        else:
            write_in(project, path, text)
            write_lines([f"{path}: mended"])
    playbook = read_project(project).playbook
    if playbook is not None and (project / FOLDER).is_dir() and not dry_run:
        for path, text in updates(project, playbook).items():
            write_in(project, path, text)
            write_lines([f"{path}: written"])
    raise SystemExit(1 if dry_run and found else 0)


def _difference(project: Path, path: str, text: str) -> list[str]:
    old = (project / path).read_bytes().decode("utf-8")
    rows = (old.splitlines(keepends=True), text.splitlines(keepends=True))
    return list(difflib.unified_diff(*rows, f"a/{path}", f"b/{path}"))
