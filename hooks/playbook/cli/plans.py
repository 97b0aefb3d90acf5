"""Shows the plan of a command that edits a project, asks, and writes all files or none."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..problems import Phrase, ordered
from ..source.links import is_linked
from .output import can_ask, confirmed, is_terminal, write, write_error, write_lines

if TYPE_CHECKING:
    from ..edit.removal import Plan
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
    """Print why an edit was refused, with its problems, and exit with status 1."""
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
    counts = Counter(use.target for use in plan.undecided)
    for target, count in counts.items():
        places = [str(use.location) for use in plan.undecided if use.target == target]
        listed = ", ".join(places[:MAX_LISTED]) + (", …" if count > MAX_LISTED else "")
        is_page = any(use.kinds == ("page",) for use in plan.undecided if use.target == target)
        reason = (
            Phrase("plan.only-page", page=target, places=listed)
            if is_page
            else Phrase("plan.undecided", count=count, id=target, places=listed)
        )
        write_lines([sentences.phrase(reason)])
    for id in plan.published:
        write_lines([sentences.phrase(Phrase("plan.published", id=id))])
    if plan.problems:
        write_lines([sentences.phrase(Phrase("plan.problems"))])
        write_lines(line for problem in plan.problems for line in sentences.lines(problem))


def carry_out(project: Path, plan: Plan, sentences: Messages, *, yes: bool, dry_run: bool) -> None:
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
    write_all(project, plan.texts)
    _update_schemas(project)
    write(sentences.phrase(Phrase("plan.done", count=len(plan.texts))))


def write_all(project: Path, texts: Mapping[str, str | bytes | None]) -> None:
    """Write and remove files; after an error, restore those already changed. Raises OSError.

    Raises UsageError, before anything is written, if a path is a link or not a file.
    """
    for path in texts:
        file = project / path
        if is_linked(file, project) or (file.exists() and not file.is_file()):
            raise click.UsageError(f"{path} is a link or not a file: run 'playbook check'")
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in texts.items():
            file = project / path
            before[file] = file.read_bytes() if file.exists() else None
            _replace(file, content.encode() if isinstance(content, str) else content)
    except BaseException:
        for file, old in before.items():
            _replace(file, old)
        raise
    for path in texts:
        _remove_empty_folder((project / path).parent, project)


def _replace(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_bytes(content)
    if file.exists():
        temporary.chmod(file.stat().st_mode)
    os.replace(temporary, file)  # noqa: PTH105


def _remove_empty_folder(folder: Path, project: Path) -> None:
    while folder != project and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _update_schemas(project: Path) -> None:
    from ..edit.draft import read_draft
    from ..schema.files import FOLDER, outdated_files

    if (project / FOLDER).is_dir():
        write_all(project, outdated_files(project, read_draft(project).playbook))
