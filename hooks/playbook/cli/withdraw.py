"""``playbook withdraw``: replaces a published version by public notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from .decisions import carry_out, decision_options

if TYPE_CHECKING:
    from ..problems import Phrase
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


def _described(pages: str, plan: Plan, *, is_planned: bool) -> list[Phrase | str]:
    """What is withdrawn, which pages get the note, and where texts of it remain."""
    from ..problems import Phrase

    what: Phrase | str = plan.undone[0]
    if pages:
        what = Phrase("withdraw.what", pages=pages, versions=", ".join(plan.undone))
    done = Phrase(
        "withdraw.planned" if is_planned else "withdraw.done", what=what,
        pages=Phrase("withdraw.pages", count=len(plan.replaced_pages)),
        files=Phrase("withdraw.other-files", count=plan.removed),
        after=plan.after, before=plan.before,
    )  # fmt: skip
    lines: list[Phrase | str] = [done]
    lines += [Phrase("withdraw.replaced", path=path) for path in plan.replaced_pages]
    for other, count in plan.same_texts:
        lines.append(Phrase("withdraw.same", version=other, count=count))
    lines += [Phrase("withdraw.shared", text=text) for text in plan.shared]
    lines += _remaining(plan)
    if plan.remaining and is_planned:
        lines.append(Phrase("withdraw.accept", count=len(plan.remaining)))
    return lines


def _remaining(plan: Plan) -> Iterator[Phrase | str]:
    """The files in which texts remain: those with the same texts together, by version."""
    from ..problems import Phrase
    from ..release.remaining_texts import places_by_texts, shortened

    for texts, paths in places_by_texts(plan.remaining).items():
        where: Phrase | str = paths[0]
        if len(paths) > 1:
            where = Phrase("withdraw.files", count=len(paths))
        yield Phrase("withdraw.still-in", where=where, texts=shortened(texts))
        for folder, names in groupby(paths if len(paths) > 1 else (), _folder_of):
            yield f"    {folder}/: {', '.join(name.removeprefix(f'{folder}/') for name in names)}"


def _folder_of(path: str) -> str:
    """The folder of the tree in which a file is, such as that of a version."""
    return path.partition("/")[0]
