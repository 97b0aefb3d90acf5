"""Shows the plan of a command that edits a project, asks, and writes all files or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..problems import Phrase, ordered
from .file_writing import write_all
from .output import can_ask, confirmed, is_terminal, write, write_error, write_lines
from .schema_files import update_schemas

if TYPE_CHECKING:
    from ..edit.draft import Draft
    from ..edit.removal import Plan
    from ..edit.uses import AnyUse
    from ..messages import Messages
    from ..model.playbook import Playbook

MAX_LISTED = 5
"""The number of places that the message about a reference names."""
plan_options = (
    click.option("--yes", "-y", is_flag=True, help="Do not ask before writing."),
    click.option("--dry-run", is_flag=True, help="Show the plan, and write nothing."),
    click.option(
        "--project", default=".", type=click.Path(exists=True, path_type=Path),
        help="The project folder (default: the current one).",
    ),
)  # fmt: skip


def with_plan_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command with a plan has."""
    for option in reversed(plan_options):
        command = option(command)
    return command


def sentences_for(playbook: Playbook | None) -> Messages:
    """The messages of plans: in the handbook's first language on a terminal."""
    from .language import message_catalogue

    return message_catalogue(None, playbook, is_for_people=is_terminal())


@contextmanager
def exit_on_edit_refusal(playbook: Playbook | None) -> Iterator[None]:
    """Print why an edit was refused, with its problems, and exit with status 1.

    The messages are in the language of ``playbook``; without one, in English.
    """
    from ..edit.draft import EditRefusal

    try:
        yield
    except EditRefusal as refusal:
        sentences = sentences_for(playbook)
        problems = ordered(refusal.problems)
        write_lines(line for problem in problems for line in sentences.lines(problem))
        write_error(f"Error: {sentences.phrase(refusal.reason)}")
        raise SystemExit(1) from None


def show(plan: Plan, sentences: Messages) -> None:
    """Print the lines of a plan, and what prevents it."""
    write_lines(f"{step.location}: {sentences.phrase(step.change)}" for step in plan.steps)
    write_lines(f"{step.location}: {sentences.phrase(step.change)}" for step in plan.words)
    uses: dict[str, list[AnyUse]] = {}
    for use in plan.undecided:
        uses.setdefault(use.target, []).append(use)
    write_lines(sentences.phrase(_undecided(target, uses[target])) for target in uses)
    for id in plan.published:
        write_lines([sentences.phrase(Phrase("plan.published", id=id))])
    if plan.problems:
        write_lines([sentences.phrase(Phrase("plan.problems"))])
        write_lines(line for problem in plan.problems for line in sentences.lines(problem))


def _undecided(target: str, uses: Sequence[AnyUse]) -> Phrase:
    """The sentence on a removed item or page to which something still refers."""
    places = _listed([str(use.location) for use in uses])
    if any(use.kinds == ("page",) for use in uses):
        return Phrase("plan.only-page", page=target, places=places)
    return Phrase("plan.undecided", count=len(uses), id=target, places=places)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_LISTED]) + (", …" if len(names) > MAX_LISTED else "")


def carry_out(draft: Draft, plan: Plan, sentences: Messages, *, yes: bool, dry_run: bool) -> None:
    """Write the files of a plan that was shown, if the editor agrees. Exits with a status."""
    if not plan.is_possible:
        write_error(sentences.phrase(Phrase("plan.refused")))
        raise SystemExit(1)
    if dry_run or not plan.texts:
        raise SystemExit(0)
    question = sentences.phrase(Phrase("plan.ask", count=len(plan.texts)))
    if not yes and not can_ask():
        write_error(sentences.phrase(Phrase("plan.add-yes")))
        raise SystemExit(1)
    if not yes and not confirmed(question):
        raise SystemExit(1)
    _refuse_if_outdated(draft, sentences)
    write_all(draft.project, plan.texts, kept_folders=_kept_folders(draft))
    is_complete = _update_schemas(draft)
    write(sentences.phrase(Phrase("plan.done", count=len(plan.texts))))
    if not is_complete:
        write_lines([sentences.phrase(Phrase("plan.schemas"))])


def _refuse_if_outdated(draft: Draft, sentences: Messages) -> None:
    """Exit if a file was saved after the plan was made, for example during the question."""
    from ..edit.file_versions import changed_files

    if changed := changed_files(draft.project, draft.versions):
        write_error(sentences.phrase(Phrase("plan.outdated", files=_listed(changed))))
        raise SystemExit(1)


def _kept_folders(draft: Draft) -> Collection[str]:
    """The folders that a project needs, even if they are empty."""
    from ..project import DATA_FOLDER
    from ..source.folders import folders_of

    return (DATA_FOLDER, folders_of(draft.project).docs)


def _update_schemas(draft: Draft) -> bool:
    """Update the schemas of a changed project; False if they cannot be made or written."""
    from ..edit.draft import EditRefusal, read_draft

    try:
        changed = read_draft(draft.project)
        return update_schemas(draft.project, changed.playbook) is not None
    except (EditRefusal, click.UsageError, OSError):
        return False
