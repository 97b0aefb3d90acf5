"""The options of the commands that decide about published versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..visible import escape_for_one_line, find_unseen
from .dates import chosen_day, date_param
from .output import write_lines

if TYPE_CHECKING:
    from ..problems import Phrase
    from ..release.decision_plan import Planner
    from ..release.decisions import Decision
    from ..release.version_numbers import VersionNumber

_OPTIONS = (
    click.argument("version"),
    click.option(
        "--to",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        help="The published tree in this folder.",
    ),
    click.option("--branch", help="The published tree on this branch of a git remote."),
    click.option("--remote", default="origin", show_default=True, help="The remote of the branch."),
    click.option(
        "--in-order",
        is_flag=True,
        help="With --to: write the files one by one, as in publish --in-order.",
    ),
    click.option("--by", required=True, metavar="TEXT", help="Who decided; this is public."),
    click.option(
        "--note",
        "notes",
        required=True,
        multiple=True,
        metavar="LANGUAGE=TEXT",
        help="The public reason in a language, such as en='It named a person.'; repeat the option.",
    ),
    click.option(
        "--on",
        type=date_param,
        metavar="YYYY-MM-DD",
        help="The day of the decision (default: today).",
    ),
    click.option("--dry-run", is_flag=True, help="Show the plan, and change nothing."),
    click.option(
        "--project",
        default=".",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The project folder (default: the current one).",
    ),
)


def decision_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def carry_out(
    planner: Callable[[VersionNumber, Decision], Planner],
    describe: Callable[..., Iterable[Phrase | str]],
    options: Mapping[str, Any],
) -> None:
    """Carry out a decision with the values of the options, and print what changes.

    ``describe`` gets the plan, and ``is_planned`` if nothing is changed yet.
    """
    from ..problems import Phrase
    from ..release.decision_plan import refuse_future
    from ..release.decisions import Decision
    from ..release.decisions_in_targets import decide_in_folder, decide_on_branch
    from ..release.version_numbers import parse_version
    from .errors import exit_on_refusal
    from .language import terminal_messages

    folder, branch, project = options["folder"], options["branch"], options["project"]
    if (folder is None) == (branch is None):
        raise click.UsageError("give a target: --to FOLDER or --branch NAME")
    on: dt.date = chosen_day(options["on"], project)
    decision = Decision(
        on.isoformat(), _public_text(options["by"], "--by"), _notes(options["notes"])
    )
    dry_run: bool = options["dry_run"]
    with exit_on_refusal(project):
        refuse_future(decision, chosen_day(None, project))
        number = parse_version(options["version"])
        chosen = planner(number, decision)
        if folder is not None:
            in_order = options["in_order"]
            plan = decide_in_folder(
                project, chosen, number.text, folder, in_order=in_order, dry_run=dry_run
            )
        else:
            plan = decide_on_branch(project, chosen, options["remote"], branch, dry_run=dry_run)
    lines = [*describe(plan, is_planned=dry_run)]
    if branch is not None and plan.removed:
        lines.append(Phrase("withdraw.history", branch=branch))
    sentences = terminal_messages(project)
    write_lines(line if isinstance(line, str) else sentences.phrase(line) for line in lines)


def _notes(texts: tuple[str, ...]) -> dict[str, str]:
    """The notes by language."""
    notes = {}
    for text in texts:
        language, separator, note = text.partition("=")
        if not separator or not language.strip() or not note.strip():
            raise click.BadParameter("write it as LANGUAGE=TEXT", param_hint="--note")
        if language.strip() in notes:
            message = f"there are two texts in {escape_for_one_line(language.strip())}: give one"
            raise click.BadParameter(message, param_hint="--note")
        notes[language.strip()] = _public_text(note, "--note")
    return notes


def _public_text(text: str, option: str) -> str:
    """A text that readers see, on one line. Raises BadParameter for what they do not see."""
    text = " ".join(text.split())
    if not text or find_unseen(text):
        message = "write a text in which readers can see every character"
        raise click.BadParameter(message, param_hint=option)
    return text
