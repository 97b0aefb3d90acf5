"""Checks that nothing in the public edition depends on what only staff may read."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.edition import STAFF_FIELDS, public_ids
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.types import RefMarker, TextMarker
from ..problems import Code, Problem
from ..prose import markdown
from ..source.tree import DataPath
from .links import iter_texts

STAFF_TARGET = Code("PB214", "error", "key", "id")
STAFF_CHAPTER = Code("PB215", "error", "id", "chapter")
STAFF_LINK = Code("PB308", "error", "id")
NARROWING_LISTS = ("applies_to", "basis", "scope")
"""Parts whose references must all be public: without one, the entry would mean something else."""
DROPPED_FIELDS = (*STAFF_FIELDS, "replaced_by")
"""Header fields whose references to entries for staff the public edition leaves out."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Public entries that refer or link to entries for staff, or are in chapters for staff."""
    public = public_ids(playbook)
    for entry in playbook.entries.values():
        if entry.audience != "public" or entry.status == "draft":
            continue
        if entry.id not in public:
            location = playbook.origins[entry.id].location(("audience",))
            yield STAFF_CHAPTER.at(location, id=entry.id, chapter=playbook.chapter_of[entry.id])
        yield from _check_entry(playbook, entry, public)


def _check_entry(playbook: Playbook, entry: Entry, public: frozenset[str]) -> Iterator[Problem]:
    for field in playbook.marked_values[entry.id]:
        if isinstance(field.marker, RefMarker):
            if _is_staff(playbook, field.value, public) and _is_needed(entry, field.path):
                location = playbook.origins[entry.id].location(field.path)
                key = next(part for part in reversed(field.path) if isinstance(part, str))
                yield STAFF_TARGET.at(location, key=key, id=field.value)
        elif isinstance(field.marker, TextMarker) and field.marker.prose:
            for path, _, text in iter_texts(field.value, field.path):
                yield from _check_links(playbook, entry, path, text, public)


def _is_needed(entry: Entry, path: DataPath) -> bool:
    """Whether an entry without this reference would say less than it must."""
    if path[0] in (*DROPPED_FIELDS, *entry.spec.staff_fields, *entry.spec.dropped_references):
        return False
    is_in_list = isinstance(path[-1], int)
    return not is_in_list or any(step in NARROWING_LISTS for step in path)


def _check_links(
    playbook: Playbook, entry: Entry, path: DataPath, text: str, public: frozenset[str]
) -> Iterator[Problem]:
    for url in markdown.links(text):
        id = url.removeprefix(markdown.ENTRY)
        if id != url and _is_staff(playbook, id, public):
            location = playbook.origins[entry.id].find(path, url)
            yield STAFF_LINK.at(location, id=id)


def _is_staff(playbook: Playbook, id: str, public: frozenset[str]) -> bool:
    """Whether an id is of an entry for staff, or of a chapter with entries for staff only."""
    if id in playbook.entries:
        return id not in public
    members = playbook.in_chapter(id) if id in playbook.chapter_origins else ()
    return bool(members) and not any(entry.id in public for entry in members)
