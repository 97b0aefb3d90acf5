"""The page and anchor of every entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from ..model.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Address:
    """A page path relative to its language root, such as ``policy/identity/``, and an anchor."""

    page: str
    anchor: str = ""


def addresses(playbook: Playbook, shown: frozenset[str]) -> Mapping[str, Address]:
    """By id, the address of each shown entry, and of each chapter and kind with a shown entry."""
    by_id: dict[str, Address] = {}
    for id in shown:
        entry = playbook.entries[id]
        page = page_of(entry, playbook.chapter_of.get(id))
        by_id[id] = Address(page, id)
        chapter = playbook.chapter_of.get(id)
        if chapter is not None:
            by_id[chapter] = Address(page)
        by_id[entry.kind] = Address(f"{entry.kind}/")
    return by_id


def page_of(entry: Entry, chapter: str | None) -> str:
    """The path of the page that contains an entry."""
    layout = entry.spec.layout
    name = {"chapter": chapter, "entry": entry.id, "kind": None}[layout]
    return f"{entry.kind}/{name}/" if name else f"{entry.kind}/"


def relative(target: str, base: str) -> str:
    """The relative path from the page ``base`` to the page ``target``.

    Both end in a slash, or are empty for the home page.
    """
    target_parts, base_parts = target.split("/")[:-1], base.split("/")[:-1]
    shared = 0
    while (
        shared < min(len(target_parts), len(base_parts))
        and target_parts[shared] == base_parts[shared]
    ):
        shared += 1
    parent_path = "../" * (len(base_parts) - shared)
    return parent_path + "".join(f"{part}/" for part in target_parts[shared:]) or "./"
