"""``playbook remove``: removes languages, chapters, roles, kinds or entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..problems import Phrase
from .output import ask, can_ask
from .plans import carry_out, exit_on_edit_refusal, sentences_for, show, with_plan_options
from .project_paths import project_of

if TYPE_CHECKING:
    from ..edit.draft import Draft
    from ..edit.removal import Plan, Request
    from ..messages import Messages

WHAT = ("language", "chapter", "role", "kind", "entry")


@click.command(short_help="Remove a language, a chapter, a role, a kind or an entry.")
@click.argument("what", type=click.Choice(WHAT))
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--replace", "replacements", multiple=True, metavar="OLD=NEW",
    help="What to refer to instead of a removed item; repeat the option.",
)  # fmt: skip
@click.option(
    "--unlink", is_flag=True,
    help="Where nothing replaces the item: keep the words of links, and remove optional "
    "references.",
)  # fmt: skip
@click.option(
    "--retire", "reasons", multiple=True, metavar="LANGUAGE=TEXT",
    help="Retire published entries instead of removing them, with the reason in each language.",
)  # fmt: skip
@click.option(
    "--keep-unused", is_flag=True,
    help="Keep entries and values that nothing uses afterwards.",
)  # fmt: skip
@with_plan_options
def remove(
    what: str, names: tuple[str, ...], replacements: tuple[str, ...], unlink: bool,
    reasons: tuple[str, ...], keep_unused: bool, yes: bool, dry_run: bool, project: Path,
) -> None:  # fmt: skip
    """Remove items from the handbook, and everything that refers to them.

    WHAT is language, chapter, role, kind or entry; NAMES are their codes, ids or names. The command
    shows a plan and asks before it writes. Comments and quoting are preserved.

    References in lists are replaced if there is a replacement, or else removed. Other references
    and links need one. Words are not changed: the plan lists the titles that remain. An entry that
    is in a release can be retired (--retire) or replaced (--replace), so that its address
    continues to work.

    Exit status: 0 on success, 1 if nothing was written, 2 if the command could not run.
    """
    from ..edit.draft import read_draft

    if what == "language":
        _refuse_options_of_entries(replacements, reasons, keep_unused=keep_unused)
    folder = project_of(project)
    with exit_on_edit_refusal(playbook=None):
        draft = read_draft(folder)
    sentences = sentences_for(draft.playbook)
    with exit_on_edit_refusal(draft.playbook):
        if what == "language":
            from ..edit.language_removal import plan_language_removal

            plan = plan_language_removal(draft, names, unlink=unlink)
            show(plan, sentences)
        else:
            request = _request(draft, what, names)
            request = replace(
                request,
                replacements=_pairs(replacements, "--replace"),
                unlink=request.ids if unlink else frozenset(),
                because={key: texts[0] for key, texts in _pairs(reasons, "--retire").items()},
                keep_unused=keep_unused,
            )
            plan = _decided_plan(draft, request, sentences, may_ask=not yes and not dry_run)
    carry_out(draft, plan, sentences, yes=yes, dry_run=dry_run)


def _refuse_options_of_entries(
    replacements: tuple[str, ...], reasons: tuple[str, ...], *, keep_unused: bool
) -> None:
    """Raise UsageError for options without a meaning for a language."""
    given = {"--replace": replacements, "--retire": reasons, "--keep-unused": keep_unused}
    if names := [name for name, value in given.items() if value]:
        raise click.UsageError(f"{', '.join(names)}: not for languages")


def _pairs(texts: tuple[str, ...], option: str) -> dict[str, tuple[str, ...]]:
    """The values of an option, by the key before the first ``=``."""
    pairs: dict[str, tuple[str, ...]] = {}
    for text in texts:
        key, separator, value = (part.strip() for part in text.partition("="))
        if not key or not separator or not value:
            raise click.BadParameter("write two parts with = between them", param_hint=option)
        pairs[key] = (*pairs.get(key, ()), value)
    return pairs


def _request(draft: Draft, what: str, names: tuple[str, ...]) -> Request:
    """What the names stand for. Raises EditRefusal."""
    from ..edit.draft import EditRefusal
    from ..edit.published import published_ids
    from ..edit.removal import Request, ids_of_chapter, ids_of_kind
    from ..model.referenced_kinds import ROLES

    ids: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    find: Callable[[Draft, str], tuple[frozenset[str], frozenset[str]]]
    for name in names:
        if what in ("chapter", "kind"):
            find = ids_of_chapter if what == "chapter" else ids_of_kind
            more_ids, more_files = find(draft, name)
            ids, files = ids | more_ids, files | more_files
        else:
            known = [id for id, entry in draft.playbook.entries.items()
                     if what == "entry" or entry.kind == ROLES]  # fmt: skip
            if name not in known:
                raise EditRefusal(Phrase("edit.unknown-id", name=name))
            ids |= {name}
    kinds = frozenset(names) if what == "kind" else frozenset()
    return Request(ids, files, kinds, published=published_ids(draft.project))


def _decided_plan(draft: Draft, request: Request, sentences: Messages, *, may_ask: bool) -> Plan:
    """Show the plan and return it; on a terminal, first ask for the replacements that it lacks."""
    from ..edit.removal import plan_removal

    plan = plan_removal(draft, request)
    asked: set[str] = set()
    while may_ask and can_ask() and (targets := {use.target for use in plan.undecided} - asked):
        show(plan, sentences)
        for target in sorted(targets):
            asked.add(target)
            answer = ask(sentences.phrase(Phrase("plan.replacement", id=target)))
            if answer:
                new = {**request.replacements, target: (answer,)}
                request = replace(request, replacements=new)
            else:
                request = replace(request, unlink=request.unlink | {target})
        plan = plan_removal(draft, request)
    show(plan, sentences)
    return plan
