"""``playbook diff``: reports the changes between two states of the handbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..visible import escape_for_one_line
from .output import write, write_error
from .project_paths import project_of
from .report_links import PREVIEW_HELP, links_between

if TYPE_CHECKING:
    from ..project import CheckResult
    from ..words.catalogue import Words

PROJECT_FOLDER = "."
WORKING_FILES = "the working files"
COMMIT_LENGTH = 12
"""The number of characters of a commit's hash that a report shows."""


@click.command(short_help="Show what changed between two states.")
@click.argument("old")
@click.argument("new", default=PROJECT_FOLDER)
@click.option(
    "--format",
    "output_format",
    default="text", type=click.Choice(["text", "markdown", "json", "html"]),
    help="The output format (default: text).",
)  # fmt: skip
@click.option("--language", help="The language of the report (default: the handbook's first).")
@click.option("--preview", metavar="URL", help=PREVIEW_HELP)
def diff(old: str, new: str, output_format: str, language: str | None, preview: str | None) -> None:
    """Show what changed from OLD to NEW.

    OLD and NEW are folders with playbook_data, or git revisions. NEW defaults to the working files.

    Rewordings that changes/next.yml lists as editorial do not count as binding.

    Exit status: 0 on success, 1 if OLD or NEW has errors and the report may be incomplete, 2 if the
    command could not run.
    """
    from ..changes.compare import compare
    from ..changes.file_changes import file_changes
    from ..changes.gaps import find_gaps
    from ..changes.labels import Labels
    from ..changes.renderers import RENDERERS
    from ..changes.report import Report
    from ..changes.states import StateError, editorial_reasons, read_state, require_playbook
    from ..git import GitError
    from ..problems import failing
    from .errors import usage_error
    from .language import output_words

    project = project_of(Path(new) if Path(new).is_dir() else Path())
    names = [WORKING_FILES if name == PROJECT_FOLDER else name for name in (old, new)]
    try:
        # "." means the project folder, even in one of its subfolders.
        sources = [str(project) if name == PROJECT_FOLDER else name for name in (old, new)]
        old_state, new_state = states = [read_state(source, project) for source in sources]
        playbooks = [require_playbook(*pair) for pair in zip(states, names, strict=True)]
        old_playbook, new_playbook = playbooks
        reasons = editorial_reasons(project)
        files = file_changes(sources[0], sources[1], project)
    except (GitError, StateError) as error:
        raise usage_error(error, project) from error
    words = output_words(language, new_playbook)
    old_name, new_name = (
        words("diff.here") if name == PROJECT_FOLDER else name for name in (old, new)
    )
    unreadable_parts = find_gaps(old_state, new_state, (old, new), (old_name, new_name))
    changes = compare(old_playbook, new_playbook, words.language, reasons)
    has_errors = any(state.errors for state in states)
    labels = Labels(old_playbook, new_playbook, words, unreadable_parts, has_errors=has_errors)
    links = links_between(project, (old_playbook, new_playbook), _revisions(old, new), preview)
    listed = {problem for gap in unreadable_parts for problem in gap.problems}
    problems = [each for each in failing(new_state.problems, strict=True) if each not in listed]
    compared = _compared((old_name, new_name), links.revisions)
    report = Report(changes, labels, problems, links, files, compared)
    write(RENDERERS[output_format](report).rstrip("\n"))
    incomplete_sides = [gap.side for gap in unreadable_parts]
    shown_names = (old_name, new_name)
    for side, name, argument, state in zip(
        ("old", "new"), shown_names, (old, new), states, strict=True
    ):
        _warn_about_errors(
            name, state, words, may_hide_changes=side in incomplete_sides,
            is_working_state=argument == PROJECT_FOLDER,
        )  # fmt: skip
    raise SystemExit(1 if has_errors else 0)


def _revisions(old: str, new: str) -> tuple[str, str | None]:
    """The names of the states that may be revisions; None for the working files."""
    return old, None if new == PROJECT_FOLDER else new


def _compared(names: tuple[str, str], commits: tuple[str | None, str | None]) -> tuple[str, str]:
    """The names of both states, each with the beginning of its commit if it has one.

    Of a folder, only the last part: readers of the report know nothing of the others.
    """
    old, new = (
        f"{name} ({commit[:COMMIT_LENGTH]})" if commit else Path(name).name or name
        for name, commit in zip(names, commits, strict=True)
    )
    return escape_for_one_line(old), escape_for_one_line(new)


def _warn_about_errors(
    name: str, state: CheckResult, words: Words, *, may_hide_changes: bool, is_working_state: bool
) -> None:
    """Report on standard error that a state has errors, even if the report goes to a file."""
    if state.errors:
        count, shown_name = len(state.errors), escape_for_one_line(name)
        sentence = (
            words.count("diff.errors.may_hide", count, state=shown_name)
            if may_hide_changes
            else words.count("diff.errors.hide_nothing", count, state=shown_name)
        )
        write_error(f"{sentence} {words('diff.errors.check')}" if is_working_state else sentence)
