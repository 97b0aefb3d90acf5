"""``playbook apply``: writes a reader's suggestion to the data, on a branch of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..problems import Phrase, ordered
from .output import write, write_lines
from .plans import exit_on_edit_refusal, sentences_for
from .project_paths import project_of

if TYPE_CHECKING:
    from ..model.playbook import Playbook
    from ..suggestions.apply import EditedProject

STDIN = "-"


@click.command(short_help="Apply a reader's suggestion on a branch.")
@click.argument("suggestion")
@click.option("--branch", metavar="NAME", help="The new branch (default: suggestion/ENTRY).")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--language", help="The language of the report (default: the handbook's first).")
@click.option(
    "--project", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
def apply(
    suggestion: str, branch: str | None, dry_run: bool, language: str | None, project: Path
) -> None:
    """Write the suggestion in the file SUGGESTION to the data, as one commit on a new branch.

    With - as SUGGESTION, it is read from standard input. The text around a suggestion, as in a mail
    or an issue, is ignored. Only values of the fields that it names change. Nothing is written if
    something is not committed, if the entry has changed since, or if the project would have errors.

    Exit status: 0 on success, 1 if the suggestion was refused, 2 if the command could not run.
    """
    from ..edit.draft import read_draft
    from ..git import GitError
    from ..suggestions import apply as suggestions
    from ..suggestions.read import read_suggestion
    from .errors import usage_error

    folder = project_of(project)
    raw, name = _read(suggestion)
    with exit_on_edit_refusal(playbook=None), _exit_on_refusal(folder):
        edited = suggestions.edited_project(read_draft(folder), read_suggestion(raw, name))
    sentences = sentences_for(edited.draft.playbook)
    try:
        with _exit_on_refusal(folder):
            new_branch = suggestions.apply(folder, edited, branch) if not dry_run else ""
    except GitError as error:
        raise usage_error(error, folder) from error
    _report(edited, language)
    done = Phrase("apply.done", branch=new_branch)
    write_lines([sentences.phrase(done if new_branch else Phrase("apply.dry-run"))])
    if new_branch:
        write(sentences.phrase(Phrase("apply.next")))
        write_lines(f"  {command}" for command in _next_commands(new_branch))


def _read(suggestion: str) -> tuple[bytes, str]:
    """The bytes of a suggestion, and its path in problems. Raises UsageError and OSError."""
    from ..model.suggestion_limits import MAX_AROUND

    if suggestion == STDIN:
        return sys.stdin.buffer.read(MAX_AROUND + 1), "suggestion"
    path = Path(suggestion)
    if not path.is_file():
        raise click.UsageError(f"there is no file '{suggestion}'; write - for standard input")
    with path.open("rb") as file:
        return file.read(MAX_AROUND + 1), path.name


@contextmanager
def _exit_on_refusal(project: Path) -> Iterator[None]:
    """Print why a suggestion was refused, and exit with status 1."""
    from ..suggestions.codes import RefusedError
    from .language import terminal_messages

    try:
        yield
    except RefusedError as refused:
        sentences = terminal_messages(project)
        problems = ordered(refused.problems)
        write_lines(line for problem in problems for line in sentences.lines(problem))
        raise SystemExit(1) from None


def _report(edited: EditedProject, language: str | None) -> None:
    """Print what the suggestion changes: warnings, binding changes, texts not yet translated."""
    from ..changes.compare import compare
    from ..changes.labels import Labels
    from ..changes.renderers import RENDERERS
    from ..changes.report import Report
    from .language import output_words

    states: tuple[Playbook, Playbook] = (edited.draft.playbook, edited.after)
    words = output_words(language, edited.draft.playbook)
    changes = compare(*states, words.language, {})
    report = Report(changes, Labels(*states, words, (), has_errors=False), edited.warnings)
    write(RENDERERS["text"](report).rstrip("\n"))


def _next_commands(branch: str) -> list[str]:
    """The commands that an editor may run next."""
    return [
        "playbook serve", "git commit --amend", f"git push --set-upstream origin {branch}",
        f"git switch - && git branch -D {branch}",
    ]  # fmt: skip
