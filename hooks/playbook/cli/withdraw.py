"""``playbook withdraw``: replaces a published version by public notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from .decisions import carry_out, decision_options

if TYPE_CHECKING:
    from ..release.decision_plan import Plan


@click.command(short_help="Replace a published version by a public note.")
@click.option(
    "--page",
    "pages",
    multiple=True,
    metavar="ADDRESS",
    help="Withdraw only this page of the version, such as policy/posting/, in all languages; "
    "repeat the option for more pages.",
)
@click.option(
    "--everywhere",
    is_flag=True,
    help="With --page: withdraw the page and its entries from all versions.",
)
@click.option(
    "--remaining",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="COUNT",
    help="With --page: the number of files in which a text of the page may remain. --dry-run lists "
    "them.",
)
@decision_options
def withdraw(pages: tuple[str, ...], everywhere: bool, remaining: int, **options: Any) -> None:
    """Withdraw VERSION or a page of it, for example for legal reasons.

    Each page gets the public note. All other files with the text are removed, such as search
    indexes. The manifests say what was withdrawn, when and by whose decision.

    With --page, all pages get the note that show a text of the page or lead to one of its entries,
    and search no longer works in that version. Short texts such as titles may remain in other
    files; the command is refused until --remaining says how many files these are.

    Exit status: 0 if it is withdrawn, 1 if it was refused, 2 if the command could not run.
    """
    from ..release.decide import withdraw, withdraw_pages

    if everywhere and not pages:
        raise click.UsageError("--everywhere needs --page")
    may_remain = None if options["dry_run"] else remaining
    in_pages = partial(withdraw_pages, pages=pages, everywhere=everywhere, may_remain=may_remain)
    planner = in_pages if pages else withdraw
    carry_out(planner, partial(_described, ", ".join(pages)), options)


def _described(pages: str, plan: Plan, state: str) -> list[str]:
    from ..release.remaining_texts import shortened

    what = f"{pages} in {', '.join(plan.undone)}" if pages else plan.undone[0]
    lines = [
        f"{what} {state} withdrawn: {_counted(len(plan.replaced_pages), 'page')} with a note, "
        f"{_counted(plan.removed, 'other file')} removed; "
        f"latest {state} {plan.after} (before: {plan.before})"
    ]
    lines += [f"replaced by a note: {path}" for path in plan.replaced_pages]
    for other, count in plan.same_texts:
        lines.append(f"{other} contains {count} of the withdrawn entries unchanged")
    lines += [f"still on other pages: {text}" for text in plan.shared]
    lines += [f"still in {path}: {shortened(texts)}" for path, texts in plan.remaining]
    if plan.remaining and state != "is":
        lines.append(f"if these may stay, add --remaining {len(plan.remaining)}")
    return lines


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun}s'}"
