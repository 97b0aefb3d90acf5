"""Renames an entry, a chapter or a value everywhere: in the data and in hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from ..model.fields import walk
from ..model.playbook import Origin, Playbook
from ..model.types import MAX_NAME_LENGTH, SLUG, TextMarker, ValueMarker
from ..problems import Location, Phrase
from ..prose.markdown import ENTRY, placeholder_names
from ..source.tree import DataPath, Tree
from .docs_links import address_from, address_of, changed_pages, page_links
from .draft import Draft, EditRefusal
from .file_edits import FileEdits, Step
from .next_release import rename_in_notes
from .references import add_previous_ids, link_pattern, replace_id
from .removal import Plan, with_texts
from .uses import PageLink, strings_of, text_path, uses_of

What = Literal["entry", "chapter", "value"]
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True)
class Renaming:
    """A new name for an entry, a chapter or a value."""

    what: What
    old: str
    new: str


def renaming(playbook: Playbook, old: str, new: str, what: str | None) -> Renaming:
    """What is renamed. Raises EditRefusal if a name is unknown, ambiguous, used or not valid."""
    found: list[What] = []
    if old in playbook.entries:
        found.append("entry")
    if old in playbook.chapter_origins:
        found.append("chapter")
    if old in playbook.settings.values:
        found.append("value")
    chosen = [each for each in found if what in (None, each)]
    if not chosen:
        raise EditRefusal(Phrase("rename.unknown", name=old))
    if len(chosen) > 1:
        raise EditRefusal(Phrase("rename.ambiguous", name=old, found=tuple(chosen)))
    _refuse_new_name(playbook, old, new, chosen[0])
    return Renaming(chosen[0], old, new)


def _refuse_new_name(playbook: Playbook, old: str, new: str, what: What) -> None:
    pattern = _NAME if what == "value" else re.compile(SLUG)
    if not pattern.fullmatch(new) or len(new) > MAX_NAME_LENGTH:
        raise EditRefusal(Phrase("rename.not-a-name", name=new))
    if what == "value":
        is_used = new in playbook.settings.values or new == "organisation"
    else:
        ids = {*playbook.entries, *playbook.chapter_origins, *playbook.current_ids}
        is_own = what == "entry" and new in playbook.entries[old].previous_ids
        is_used = new in ids and not is_own
    if is_used:
        raise EditRefusal(Phrase("rename.used", name=new))


def plan_rename(draft: Draft, chosen: Renaming) -> Plan:
    """The plan for a new name. Writes nothing. Raises EditRefusal."""
    edits = FileEdits()
    if chosen.what == "value":
        _rename_value(draft, edits, chosen)
        return with_texts(draft, edits, Plan(tuple(sorted(edits.steps))))
    _rename_id(draft, edits, chosen)
    links = list(page_links(draft, [chosen.old]))
    changes = [(link, _new_address(draft, link, chosen)) for link in links]
    steps = [Step(link.location, _change(chosen)) for link in links]
    docs = changed_pages(draft.project, changes)
    plan = with_texts(draft, edits, Plan(tuple(sorted(edits.steps))), (docs, steps, ()))
    return _with_renamed_file(draft, chosen, plan) if chosen.what == "chapter" else plan


def _change(chosen: Renaming) -> Phrase:
    return Phrase("rename.changed", old=chosen.old, new=chosen.new)


def _rename_id(draft: Draft, edits: FileEdits, chosen: Renaming) -> None:
    """Rename an entry or a chapter, and every reference and link to it."""
    playbook, old, new = draft.playbook, chosen.old, chosen.new
    is_entry = chosen.what == "entry"
    origin = (playbook.origins if is_entry else playbook.chapter_origins)[old]
    path = (*origin.path, "id")
    edits.rewrite(origin.tree, path, [(re.compile(rf"\b{re.escape(old)}\b"), new)])
    edits.steps.append(Step(origin.tree.location(path), _change(chosen)))
    if is_entry:
        _keep_former_id(draft, edits, chosen)
        rename_in_notes(draft, edits, old, new)
    for use in uses_of(playbook, [old], include_targets=True):
        if use.is_link:
            edits.rewrite(use.tree, use.path, [(link_pattern(old), f"{ENTRY}{new}")])
            edits.steps.append(Step(use.location, _change(chosen)))
        else:
            replace_id(edits, use, new)
    if is_entry and old in playbook.settings.repository.teams:
        edits.rename_key(playbook.settings_tree, ("repository", "teams", old), new)
        location = playbook.settings_tree.location(("repository", "teams", old), of_key=True)
        edits.steps.append(Step(location, _change(chosen)))


def _keep_former_id(draft: Draft, edits: FileEdits, chosen: Renaming) -> None:
    """Add the old id of an entry to its former ids, or let it replace the new id among them."""
    origin = draft.playbook.origins[chosen.old]
    former = draft.playbook.entries[chosen.old].previous_ids
    if chosen.new in former:
        path = (*origin.path, "previous_ids", former.index(chosen.new))
        edits.rewrite(
            origin.tree, path, [(re.compile(rf"\b{re.escape(chosen.new)}\b"), chosen.old)]
        )
        step = Phrase("edit.previous-id", id=chosen.new, old=chosen.old)
        edits.steps.append(Step(origin.tree.location(path), step))
    else:
        add_previous_ids(draft, edits, chosen.old, [chosen.old])


def _rename_value(draft: Draft, edits: FileEdits, chosen: Renaming) -> None:
    """Rename a value: its key, the fields that name it, and the texts with its name in braces."""
    old, new = chosen.old, chosen.new
    settings = draft.playbook.settings_tree
    edits.rename_key(settings, ("values", old), new)
    edits.steps.append(Step(settings.location(("values", old), of_key=True), _change(chosen)))
    in_braces = (re.compile(rf"\{{{old}\}}"), f"{{{new}}}")
    alone = (re.compile(rf"\b{old}\b"), new)
    seen: set[tuple[str, DataPath]] = set()
    for tree, path, is_text in _value_uses(draft.playbook, old):
        if (tree.path, path) not in seen:
            seen.add((tree.path, path))
            edits.rewrite(tree, path, [in_braces if is_text else alone])
            location = tree.find(path, f"{{{old}}}") if is_text else tree.location(path)
            edits.steps.append(Step(location, _change(chosen)))


def _value_uses(playbook: Playbook, name: str) -> Iterator[tuple[Tree, DataPath, bool]]:
    """The tree and the path of each scalar that names a value, and whether it is a text."""
    owners = [(playbook.origins[id], fields) for id, fields in playbook.marked_values.items()]
    owners += [
        (playbook.chapter_origins[chapter.id], tuple(walk(chapter)))
        for chapters in playbook.chapters.values()
        for chapter in chapters
    ]
    owners.append((Origin(playbook.settings_tree, ()), tuple(walk(playbook.settings))))
    for origin, fields in owners:
        for field in fields:
            if isinstance(field.marker, ValueMarker) and field.value == name:
                yield origin.tree, (*origin.path, *field.path), False
            elif isinstance(field.marker, TextMarker):
                for step, text in strings_of(field.value):
                    if name in placeholder_names(text):
                        yield origin.tree, text_path(origin, field.path, step), True


def _new_address(draft: Draft, link: PageLink, chosen: Renaming) -> str:
    """The new address of a link in a page."""
    page, anchor = address_of(draft.playbook, chosen.old)
    head, _, last = page.rpartition("/")
    if last == chosen.old and not anchor:
        page = f"{head}/{chosen.new}"
    anchor = chosen.new if link.anchor == chosen.old else link.anchor
    return address_from(draft, link, page, anchor)


def _with_renamed_file(draft: Draft, chosen: Renaming, plan: Plan) -> Plan:
    """The plan with the chapter's file renamed as well, if it is named after the chapter."""
    path = PurePosixPath(draft.playbook.chapter_origins[chosen.old].tree.path)
    new = path.with_name(f"{chosen.new}.yml")
    if path.stem != chosen.old or (draft.project / new).exists():
        return plan
    texts = dict(plan.texts)
    texts[str(new)] = texts.pop(str(path))
    texts[str(path)] = None
    step = Step(Location(str(path)), Phrase("rename.file", path=str(path), new=str(new)))
    return replace(plan, texts=dict(sorted(texts.items())), steps=(*plan.steps, step))
