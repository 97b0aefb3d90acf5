"""``playbook rename``: gives an entry, a chapter or a value a new name everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from .plans import carry_out, exit_on_edit_refusal, sentences_for, show, with_plan_options
from .project_paths import project_of


@click.command(short_help="Rename an entry, a chapter or a value.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--what", type=click.Choice(["entry", "chapter", "value"]),
    help="What OLD is, if the name is ambiguous.",
)  # fmt: skip
@with_plan_options
def rename(
    old: str, new: str, what: str | None, yes: bool, dry_run: bool, project: Path
) -> None:  # fmt: skip
    """Give the entry, role, chapter or value OLD the name NEW.

    All references, links and texts with the name are changed, also in hand-written pages. An entry
    keeps its old id in previous_ids, so that its old address continues to work.

    Exit status: 0 on success, 1 if nothing was written, 2 if the command could not run.
    """
    from ..edit.draft import read_draft
    from ..edit.rename import plan_rename, renaming

    folder = project_of(project)
    with exit_on_edit_refusal(playbook=None):
        draft = read_draft(folder)
    sentences = sentences_for(draft.playbook)
    with exit_on_edit_refusal(draft.playbook):
        plan = plan_rename(draft, renaming(draft.playbook, old, new, what))
    show(plan, sentences)
    carry_out(draft, plan, sentences, yes=yes, dry_run=dry_run)
