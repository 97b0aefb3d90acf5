"""Replaces former names in an older state with current ones, so that a rename is one change.

An entry lists its former ids. Chapters and values do not: a chapter counts as renamed if all its
entries are now in the same new chapter, and a value if a new name has the same content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model.entry import Entry
from ..model.fields import Marker, with_marked_values
from ..model.playbook import Playbook
from ..model.types import RefMarker, TextMarker, ValueMarker
from ..prose.markdown import ENTRY, NAME

_LINK = re.compile(rf"(?<![\w:]){ENTRY}([a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Renames:
    """Maps the former names of entries, chapters and values to their current names.

    ``former`` maps the current id of each renamed entry to its former id. An entry that was merged
    into another one is in ``entries``, because references to it now lead to the other one, but it
    is not in ``former``.
    """

    entries: Mapping[str, str]
    former: Mapping[str, str]
    chapters: Mapping[str, str]
    values: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.entries or self.chapters or self.values)


def renames_between(old: Playbook, new: Playbook) -> Renames:
    """The names that differ between the two states."""
    entries: dict[str, str] = {}
    former: dict[str, str] = {}
    for entry in new.entries.values():
        former_ids = [id for id in entry.previous_ids if id not in new.entries]
        entries |= dict.fromkeys(former_ids, entry.id)
        if entry.id not in old.entries and (
            in_old := [id for id in former_ids if id in old.entries]
        ):
            former[entry.id] = in_old[-1]
    return Renames(entries, former, dict(_chapters(old, new, entries)), dict(_values(old, new)))


def _chapters(
    old: Playbook, new: Playbook, entries: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The former and the new id of each chapter whose entries are all in one new chapter."""
    new_chapters: dict[str, set[str]] = {}
    for id, chapter in old.chapter_of.items():
        if (current := new.chapter_of.get(entries.get(id, id))) is not None:
            new_chapters.setdefault(chapter, set()).add(current)
    before, after = _chapter_ids(old), _chapter_ids(new)
    pairs = [
        (chapter, next(iter(candidates)))
        for chapter, candidates in new_chapters.items()
        if chapter not in after and len(candidates) == 1 and candidates <= after - before
    ]
    yield from _unambiguous(pairs)


def _chapter_ids(playbook: Playbook) -> set[str]:
    return {chapter.id for chapters in playbook.chapters.values() for chapter in chapters}


def _values(old: Playbook, new: Playbook) -> Iterator[tuple[str, str]]:
    """Pairs of a former and a new name, for values with unchanged content."""
    before, after = old.settings.values, new.settings.values
    pairs = [
        (old_name, new_name)
        for old_name in before
        if old_name not in after
        for new_name in after
        if new_name not in before and before[old_name] == after[new_name]
    ]
    yield from _unambiguous(pairs)


def _unambiguous(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs whose names are in no other pair."""
    for pair in pairs:
        if not any(pair != other and (pair[0] == other[0] or pair[1] == other[1])
                   for other in pairs):  # fmt: skip
            yield pair


def with_current_names(old: Playbook, renames: Renames) -> Playbook:
    """The old state with current names in ids, references, links and inserted values."""
    if not renames:
        return old
    current_ids = {former: id for id, former in renames.former.items()}

    def with_current_ids(items: Mapping[str, Any]) -> dict[str, Any]:
        return {current_ids.get(id, id): value for id, value in items.items()}

    values = old.settings.values
    chapters = renames.chapters
    return replace(
        old,
        settings=old.settings.model_copy(
            update={"values": {renames.values.get(name, name): values[name] for name in values}}
        ),
        entries=with_current_ids({id: _rename_in_entry(entry, renames, current_ids.get(id, id))
                                  for id, entry in old.entries.items()}),
        chapter_of=with_current_ids({id: chapters.get(name, name)
                                     for id, name in old.chapter_of.items()}),
        origins=with_current_ids(old.origins),
        unread=frozenset(renames.entries.get(id, id) for id in old.unread),
    )  # fmt: skip


def _rename_in_entry(entry: Entry, renames: Renames, id: str) -> Entry:
    """An entry of the old state with current names."""
    ids = {**renames.chapters, **renames.entries}

    def current_value(marker: Marker, value: Any) -> Any:
        if isinstance(marker, RefMarker):
            return ids.get(value, value)
        if isinstance(marker, ValueMarker):
            return renames.values.get(value, value)
        return {language: _rename_in_text(words, marker, ids, renames.values)
                for language, words in value.items()}  # fmt: skip

    changed = with_marked_values(entry, current_value)
    return changed if changed.id == id else changed.model_copy(update={"id": id})


def _rename_in_text(
    words: Any, marker: TextMarker, ids: Mapping[str, str], values: Mapping[str, str]
) -> Any:
    """A text or a list of texts with current names in links and braces."""
    if not isinstance(words, str):
        return type(words)(_rename_in_text(item, marker, ids, values) for item in words)
    if "{" in words:
        words = NAME.sub(lambda match: f"{{{values.get(match[1], match[1])}}}", words)
    if marker.prose and ENTRY in words:
        words = _LINK.sub(lambda match: f"{ENTRY}{ids.get(match[1], match[1])}", words)
    return words
