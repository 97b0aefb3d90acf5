"""``playbook comment``: prints the comment for a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write
from .project_paths import project_of
from .report_links import PREVIEW_HELP, links_between


@click.command(short_help="Print a pull request comment that describes a change.")
@click.argument("base")
@click.option(
    "--project", "--folder", "folder", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
@click.option("--language", help="The language of the comment (default: the handbook's first).")
@click.option("--preview", metavar="URL", help=PREVIEW_HELP)
def comment(base: str, folder: Path, language: str | None, preview: str | None) -> None:
    """Print a comment with the problems in the data and the changes since BASE.

    BASE is the git revision that the pull request will be merged into, for example origin/main.
    The comment says so if a part of the data cannot be read.

    Exit status: 0 on success, 2 if the command could not run.
    """
    from ..changes.comment import comment as comment_of
    from ..changes.comment import comment_without_comparison
    from ..changes.compare import compare
    from ..changes.file_changes import file_changes
    from ..changes.gaps import find_gaps
    from ..changes.labels import Labels
    from ..changes.report import Report
    from ..changes.states import StateError, editorial_reasons, merge_base, read_revision
    from ..git import GitError
    from ..project import read_project
    from .errors import usage_error
    from .language import output_words

    project = project_of(folder)
    proposed = read_project(project)
    words = output_words(language, proposed.playbook)
    if proposed.playbook is None:  # nothing can be compared before these problems are fixed
        write(comment_without_comparison((), proposed.problems, words), end="")
        return
    try:
        base_commit = merge_base(project, base)
        base_state = read_revision(base_commit, project)
        reasons = editorial_reasons(project)
        files = file_changes(base_commit, str(project), project)
    except (GitError, StateError) as error:
        raise usage_error(error, project) from error
    unreadable_parts = find_gaps(base_state, proposed, (base, "."), (base, words("diff.proposed")))
    if base_state.playbook is None:
        write(comment_without_comparison(unreadable_parts, proposed.problems, words), end="")
        return
    labels = Labels(
        base_state.playbook, proposed.playbook, words, unreadable_parts,
        has_errors=bool(base_state.errors or proposed.errors),
    )  # fmt: skip
    playbooks = base_state.playbook, proposed.playbook
    changes = compare(*playbooks, words.language, reasons)
    links = links_between(project, playbooks, (base_commit, "HEAD"), preview)
    write(comment_of(Report(changes, labels, proposed.problems, links, files)), end="")
