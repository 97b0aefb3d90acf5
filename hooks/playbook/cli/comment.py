"""``playbook comment``: what a reviewer reads first, under a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write
from .places import project_of


@click.command(short_help="Say what a proposed change means, as a comment.")
@click.argument("base")
@click.option(
    "--project", "--folder", "folder", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project's folder; by default the one where one stands.",
)  # fmt: skip
@click.option("--language", help="The language of the comment; by default the handbook's first.")
def comment(base: str, folder: Path, language: str | None) -> None:
    """Print the comment of a change that is proposed to BASE: what changes, and what is wrong.

    Where one of the two cannot be read in full, the comment says so.

    Exit status: 0 when it was printed, 2 when it could not run.
    """
    from ..changes.comment import comment as comment_of
    from ..changes.comment import unknown
    from ..changes.compare import compare
    from ..changes.gaps import gaps
    from ..changes.states import NoStateError, editorial_reasons, merge_base, read_state
    from ..changes.telling import Telling
    from ..git import GitError
    from ..project import read_project
    from ..words.catalogue import catalogue
    from .speaking import spoken

    project = project_of(folder)
    now = read_project(project)
    words = catalogue(spoken(language, now.playbook))
    if now.playbook is None:  # then there is nothing to compare, and all to mend
        write(unknown((), now.problems, words), end="")
        return
    try:
        was = read_state(merge_base(project, base), project)
        reasons = editorial_reasons(project)
    except (GitError, NoStateError) as error:
        raise click.UsageError(str(error)) from error
    unread = gaps(was, now, (base, "."), (base, words("diff.proposed")))
    if was.playbook is None:
        write(unknown(unread, now.problems, words), end="")
        return
    telling = Telling(was.playbook, now.playbook, words, unread)
    changes = compare(was.playbook, now.playbook, words.language, reasons)
    write(comment_of(changes, telling, now.problems), end="")
