"""Cures the references to removed entries: each is removed or replaced, or needs a decision."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.playbook import Playbook
from ..problems import Phrase
from ..prose import markdown
from ..source.tree import DataPath
from .draft import Draft, EditRefusal
from .file_edits import FileEdits, Step
from .insertions import Insertion
from .removable import Containers
from .uses import AnyUse, Use

_WORDS = r"\[((?:\\.|[^\[\]\\])*)\]"
"""The words of a link."""


@dataclass(frozen=True)
class Replacements:
    """What becomes of references to removed ids.

    ``by_id`` has the replacements of each removed id, in order of preference. Optional references
    to the ids in ``unlink`` may be removed.
    """

    playbook: Playbook
    removed: Collection[str]
    by_id: Mapping[str, tuple[str, ...]]
    unlink: Collection[str] = ()

    def __post_init__(self) -> None:
        for old, ids in self.by_id.items():
            if old not in self.removed:
                raise EditRefusal(Phrase("edit.not-removed", id=old))
            for id in ids:
                known = id in self.playbook.entries or id in self.playbook.chapter_origins
                if not known or id in self.removed:
                    raise EditRefusal(Phrase("edit.bad-replacement", id=id))

    def of(self, use: AnyUse) -> str | None:
        """The replacement that fits a reference, or None. An entry never refers to itself."""
        fitting = [id for id in self.by_id.get(use.target, ()) if self._fits(use, id)]
        owner = self._owner(use.source) if use.path[-1] == "backup" else None
        return next((id for id in fitting if id != owner), fitting[0] if fitting else None)

    def _fits(self, use: AnyUse, id: str) -> bool:
        entry = self.playbook.entries.get(id)
        kind = entry.kind if entry else None
        # a reference without kinds may lead to any entry, and a link also to a chapter
        is_kind = kind in use.kinds if use.kinds else bool(kind or use.is_link)
        field = use.path[2] if use.path[0] == "entries" and len(use.path) > 2 else None
        may_be_itself = use.path[0] == "defaults" or field in ("owner", "applies_to")
        return is_kind and (id != use.source or may_be_itself)

    def _owner(self, id: str) -> str | None:
        """The owner that an entry will have, who is not its backup if there is a choice."""
        owner = self.playbook.entries[id].owner
        return next(iter(self.by_id.get(owner or "", ())), owner)

    def has_none_but_itself(self, use: AnyUse) -> bool:
        """Whether the only replacement is the entry that contains the reference."""
        return use.source in self.by_id.get(use.target, ()) and self.of(use) is None

    def keep_addresses(self, draft: Draft, edits: FileEdits, published: Collection[str]) -> None:
        """Let the addresses of published entries lead to what replaces them."""
        former: dict[str, list[str]] = {}
        for old, ids in self.by_id.items():
            if old in published and ids[0] in self.playbook.entries:
                previous = self.playbook.entries[old].previous_ids
                former.setdefault(ids[0], []).extend((*previous, old))
        for id, old_ids in former.items():
            add_previous_ids(draft, edits, id, old_ids)


def add_previous_ids(draft: Draft, edits: FileEdits, id: str, old_ids: Iterable[str]) -> None:
    """Add former ids to an entry."""
    origin = draft.playbook.origins[id]
    path = (*origin.path, "previous_ids")
    new_ids = list(old_ids)
    if path not in origin.tree.ranges:
        value = f"[{', '.join(new_ids)}]"
        insertion = Insertion(origin.path, after=None, key="previous_ids", value=value)
        edits.insertions[origin.tree.path].append(insertion)
    else:
        for old in new_ids:
            insertion = Insertion(path, after=None, key="", value=old)
            edits.insertions[origin.tree.path].append(insertion)
    for old in new_ids:
        edits.steps.append(Step(origin.location(), Phrase("edit.previous-id", id=id, old=old)))


def cure_references(
    draft: Draft, edits: FileEdits, uses: Iterable[Use], replacements: Replacements
) -> list[Use]:
    """Remove or replace each reference; returns those that need a decision, in order."""
    containers = Containers(draft, edits)
    undecided: list[Use] = []
    in_lists: list[Use] = []
    for use in uses:
        if edits.is_removed(use.tree, use.path):
            continue
        if use.is_link:
            undecided += _cure_link(edits, use, replacements)
        elif isinstance(use.path[-1], int):
            in_lists.append(use)
        elif new := replacements.of(use):
            replace_id(edits, use, new)
        elif containers.may_be_absent(use.tree, use.path) and (
            use.target in replacements.unlink or replacements.has_none_but_itself(use)
        ):
            edits.remove(use.tree, use.path, Phrase("edit.removed-reference", id=use.target))
            for path in containers.without_meaning(use.tree, use.path):
                change = Phrase("edit.removed-with", key=path[-1], other=use.path[-1])
                edits.remove(use.tree, path, change)
        else:
            undecided.append(use)
    undecided += _cure_lists(edits, in_lists, containers, replacements)
    return sorted(undecided, key=lambda use: use.location)


def _cure_lists(
    edits: FileEdits, uses: Iterable[Use], containers: Containers, replacements: Replacements
) -> Iterator[Use]:
    """Replace or remove references in lists; yield those that the list needs and nothing replaces.

    What replaces an item that the list has already is not repeated.
    """
    by_list: dict[tuple[str, DataPath], list[Use]] = {}
    for use in uses:
        by_list.setdefault((use.tree.path, use.path[:-1]), []).append(use)
    for (_, path), items in by_list.items():
        tree = items[0].tree
        values = containers.value(tree, path)
        left = _replace_items(edits, items, values, replacements)
        is_emptied = len(left) == len(values)
        whole = containers.without_list(tree, path) if is_emptied else None
        if is_emptied and whole is None:
            yield from left
        elif whole is not None:
            change = Phrase(
                "edit.removed-reference" if whole == path else "edit.removed-scope",
                id=items[0].target,
            )
            edits.remove(tree, whole, change)
        else:
            for use in left:
                change = Phrase("edit.removed-reference", id=use.target)
                edits.remove(tree, use.path, change)


def _replace_items(
    edits: FileEdits, items: list[Use], values: Collection[str], replacements: Replacements
) -> list[Use]:
    """Replace the items of a list that have a replacement; returns those to be removed."""
    present = set(values) - {use.target for use in items}
    left: list[Use] = []
    for use in items:
        new = replacements.of(use)
        if new is None or new in present:
            left.append(use)
        else:
            present.add(new)
            replace_id(edits, use, new)
    return left


def replace_id(edits: FileEdits, use: Use, new: str) -> None:
    """Replace the id of a reference."""
    edits.rewrite(use.tree, use.path, [(re.compile(rf"\b{re.escape(use.target)}\b"), new)])
    change = Phrase("edit.replaced-reference", id=use.target, new=new)
    edits.steps.append(Step(use.location, change))


def link_pattern(id: str) -> re.Pattern[str]:
    """Finds links to an id in the source text of prose."""
    return re.compile(rf"(?<![\w:-]){markdown.ENTRY}{re.escape(id)}(?![a-z0-9-])")


def _cure_link(edits: FileEdits, use: Use, replacements: Replacements) -> list[Use]:
    """Replace a link, or keep only its words."""
    if new := replacements.of(use):
        edits.rewrite(use.tree, use.path, [(link_pattern(use.target), f"{markdown.ENTRY}{new}")])
        change = Phrase("edit.replaced-reference", id=use.target, new=new)
    elif use.target in replacements.unlink or replacements.has_none_but_itself(use):
        edits.rewrite(use.tree, use.path, [(words_pattern(f"{markdown.ENTRY}{use.target}"), r"\1")])
        change = Phrase("edit.unlinked", id=use.target)
    else:
        return [use]
    edits.steps.append(Step(use.location, change))
    return []


def words_pattern(url: str) -> re.Pattern[str]:
    """Finds an inline link to an address; its first group is the words of the link."""
    return re.compile(rf"{_WORDS}\(\s*<?{re.escape(url)}>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
