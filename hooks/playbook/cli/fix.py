"""``playbook fix``: applies the safe fixes, or shows them as a diff."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from .file_writing import write_all
from .output import write, write_lines
from .project_paths import project_of
from .schema_files import update_schemas

_COMMANDS = ("::", "##[")
"""How the commands begin that GitHub reads in the output of a job, and Azure's."""
_LINES_OF_CONTEXT = 3


@click.command(short_help="Fix common mistakes in the data.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the fixes as a diff, and write nothing.")
def fix(folder: Path, dry_run: bool) -> None:
    """Fix common mistakes in the data of the project in FOLDER, and update its schemas.

    FOLDER defaults to the current folder.

    The command fixes misspelt keys, trailing spaces, curly quotes around names and dates, the order
    of keys, and references to former ids. It also rewrites data of an older format. Comments and
    quoting are preserved.

    Exit status: 0 if nothing is left to fix, 1 if --dry-run found something to fix, 2 if the
    command could not run.
    """
    from ..edit.fix import fixed_files
    from ..problems import Phrase
    from ..project import read_project
    from .language import terminal_messages

    project = project_of(folder)
    fixed = dict(fixed_files(project))
    if dry_run:
        for path, text in fixed.items():
            write("".join(_difference(project, path, text)), end="", crlf=True)
    else:
        write_all(project, fixed)
    sentences = terminal_messages(project)
    lines = [Phrase("file.fixed", path=path) for path in fixed] if not dry_run else []
    written = [] if dry_run else update_schemas(project, read_project(project).playbook)
    lines += [Phrase("file.unread")] if written is None else []
    lines += [Phrase("file.written", path=path) for path in written or ()]
    write_lines(map(sentences.phrase, lines))
    raise SystemExit(1 if dry_run and fixed else 0)


def _difference(project: Path, path: str, text: str) -> list[str]:
    """The lines of a patch. It has no lines of context if a CI host could read one as a command."""
    old = (project / path).read_bytes().decode("utf-8")
    contents = (old.splitlines(keepends=True), text.splitlines(keepends=True))
    is_harmless = not any(line.lstrip().startswith(_COMMANDS) for line in contents[0])
    context = _LINES_OF_CONTEXT if is_harmless else 0
    return list(difflib.unified_diff(*contents, f"a/{path}", f"b/{path}", n=context))
