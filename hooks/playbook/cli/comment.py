"""``playbook comment``: what a reviewer reads first, under a pull request."""

from __future__ import annotations

from pathlib import Path

import click

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

    Exit status: 0 when it was printed, 2 when it could not run.
    """
    from ..changes import comment as commenting
    from ..changes.compare import compare
    from ..changes.states import NoStateError, editorial_reasons, merge_base, read_state, whole
    from ..changes.telling import Telling
    from ..git import GitError
    from ..project import read_project
    from ..report.github import summary
    from ..words.catalogue import catalogue
    from .speaking import spoken

    project = project_of(folder)
    now = read_project(project)
    if now.playbook is None:  # then there is nothing to compare, and all to mend
        click.echo(f"{commenting.MARK}\n{summary(now.problems, len(now.problems))}")
        return
    try:
        before = whole(read_state(merge_base(project, base), project), base)
        reasons = editorial_reasons(project)
    except (GitError, NoStateError) as error:
        raise click.UsageError(str(error)) from error
    language = spoken(language, now.playbook)
    telling = Telling(before, now.playbook, catalogue(language))
    changes = compare(before, now.playbook, language, reasons)
    click.echo(commenting.comment(changes, telling, now.problems), nl=False)
