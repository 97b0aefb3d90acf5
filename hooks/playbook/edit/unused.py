"""Finds the entries and values that nothing uses after a removal, but that are used before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..model.fields import MarkedValue, walk
from ..model.link_graph import LinkGraph
from ..model.playbook import Playbook
from ..model.types import TextMarker, ValueMarker
from ..prose.markdown import placeholder_names
from .uses import strings_of


def unused_after(
    playbook: Playbook, removed: Collection[str], replacements: Collection[str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The entries and the values that only the removed entries use, directly or through others.

    Only entries of kinds that make sense as the target of a reference count. ``replacements`` are
    used from now on.
    """
    fields = playbook.marked_values
    linked_before = LinkGraph.of(fields).sources
    unused: set[str] = set()
    while True:
        gone = {*removed, *unused}
        remaining = {id: fields[id] for id in fields if id not in gone}
        linked_after = LinkGraph.of(remaining).sources
        found = {
            id
            for id, entry in playbook.entries.items()
            if id not in gone
            and id not in replacements
            and entry.spec.is_reference_target
            and entry.status == "current"
            and not entry.spec.may_be_unlinked(entry)
            and id in linked_before
            and id not in linked_after
        }
        if not found:
            return frozenset(unused), tuple(_unused_values(playbook, gone))
        unused |= found


def _unused_values(playbook: Playbook, gone: Collection[str]) -> Iterator[str]:
    fields = playbook.marked_values
    used = _value_names({id: fields[id] for id in fields if id not in gone})
    used |= _value_names(
        {chapter.id: tuple(walk(chapter)) for chapters in playbook.chapters.values()
         for chapter in chapters if chapter.id not in gone}
    )  # fmt: skip
    used_by_removed = _value_names({id: fields[id] for id in fields if id in gone})
    for name in playbook.settings.values:
        if name in used_by_removed and name not in used:
            yield name


def _value_names(fields_by_id: Mapping[str, tuple[MarkedValue, ...]]) -> set[str]:
    """The names of values in fields and texts."""
    names: set[str] = set()
    for field in (field for fields in fields_by_id.values() for field in fields):
        if isinstance(field.marker, ValueMarker):
            names.add(field.value)
        elif isinstance(field.marker, TextMarker):
            for _, text in strings_of(field.value):
                names.update(placeholder_names(text))
    return names
