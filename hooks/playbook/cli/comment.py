"""``playbook comment``: the comment on a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write
from .project_paths import project_of


@click.command(short_help="Print a pull request comment that describes a change.")
@click.argument("base")
@click.option(
    "--project", "--folder", "folder", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
@click.option("--language", help="The language of the comment (default: the handbook's first).")
def comment(base: str, folder: Path, language: str | None) -> None:
    """Print a comment on the changes since BASE, and on the problems in the data.

    Where one of the two cannot be read in full, the comment says so.

    Exit status: 0 on success, 2 if the command could not run.
    """
    from ..changes.comment import comment as comment_of
    from ..changes.comment import unknown
    from ..changes.compare import compare
    from ..changes.gaps import gaps
    from ..changes.labels import Labels
    from ..changes.states import StateError, editorial_reasons, merge_base, read_state
    from ..git import GitError
    from ..project import read_project
    from ..words.catalogue import catalogue
    from .language import output_language

    project = project_of(folder)
    now = read_project(project)
    words = catalogue(output_language(language, now.playbook))
    if now.playbook is None:  # nothing can be compared before these problems are fixed
        write(unknown((), now.problems, words), end="")
        return
    try:
        was = read_state(merge_base(project, base), project)
        reasons = editorial_reasons(project)
    except (GitError, StateError) as error:
        raise click.UsageError(str(error)) from error
    unread = gaps(was, now, (base, "."), (base, words("diff.proposed")))
    if was.playbook is None:
        write(unknown(unread, now.problems, words), end="")
        return
    labels = Labels(was.playbook, now.playbook, words, unread)
    changes = compare(was.playbook, now.playbook, words.language, reasons)
    write(comment_of(changes, labels, now.problems), end="")
