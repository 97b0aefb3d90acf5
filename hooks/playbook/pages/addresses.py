"""The page and anchor of every entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from ..model.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Address:
    """A page's path under its language's root, as ``policy/identity/``, and an anchor on it."""

    page: str
    anchor: str = ""


def addresses(playbook: Playbook, shown: frozenset[str]) -> Mapping[str, Address]:
    """The address of every shown entry, every chapter and every kind that has one."""
    found: dict[str, Address] = {}
    for id in shown:
        entry = playbook.entries[id]
        page = page_of(entry, playbook.chapter_of.get(id))
        found[id] = Address(page, id)
        chapter = playbook.chapter_of.get(id)
        if chapter is not None:
            found[chapter] = Address(page)
        found[entry.kind] = Address(f"{entry.kind}/")
    return found


def page_of(entry: Entry, chapter: str | None) -> str:
    """The path of the page on which an entry stands."""
    layout = entry.spec.layout
    name = {"chapter": chapter, "entry": entry.id, "kind": None}[layout]
    return f"{entry.kind}/{name}/" if name else f"{entry.kind}/"


def relative(target: str, base: str) -> str:
    """A path to a page, as seen from another page; both end in a slash, or are empty for home."""
    goal, here = target.split("/")[:-1], base.split("/")[:-1]
    shared = 0
    while shared < min(len(goal), len(here)) and goal[shared] == here[shared]:
        shared += 1
    path = "../" * (len(here) - shared) + "".join(f"{step}/" for step in goal[shared:])
    return path or "./"
