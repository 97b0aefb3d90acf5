"""Maps the former names of an older state to present ones, so that a rename is one change.

An entry lists its former ids. A chapter or a value does not: a chapter is renamed if all its
entries are in the same new chapter, and a value if a new name has the same content.
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
    """The present names of renamed entries, chapters and values, by former name.

    ``former`` has the former id of each entry that both states have, by its present id. An entry
    that was merged into another one is in ``entries``, because what referred to it now refers to
    the other one, but not in ``former``.
    """

    entries: Mapping[str, str]
    former: Mapping[str, str]
    chapters: Mapping[str, str]
    values: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.entries or self.chapters or self.values)


def renames_between(old: Playbook, new: Playbook) -> Renames:
    """What has another name in the new state than in the old one."""
    entries: dict[str, str] = {}
    former: dict[str, str] = {}
    for entry in new.entries.values():
        known = [id for id in entry.previous_ids if id not in new.entries]
        entries |= dict.fromkeys(known, entry.id)
        if entry.id not in old.entries and (in_old := [id for id in known if id in old.entries]):
            former[entry.id] = in_old[-1]
    return Renames(entries, former, dict(_chapters(old, new, entries)), dict(_values(old, new)))


def _chapters(
    old: Playbook, new: Playbook, entries: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each chapter whose entries are all in one new chapter, with the id of that chapter."""
    chapters_of: dict[str, set[str]] = {}
    for id, chapter in old.chapter_of.items():
        if (present := new.chapter_of.get(entries.get(id, id))) is not None:
            chapters_of.setdefault(chapter, set()).add(present)
    before, after = _chapter_ids(old), _chapter_ids(new)
    pairs = [
        (chapter, next(iter(found)))
        for chapter, found in chapters_of.items()
        if chapter not in after and len(found) == 1 and found <= after - before
    ]
    yield from _unambiguous(pairs)


def _chapter_ids(playbook: Playbook) -> set[str]:
    return {chapter.id for chapters in playbook.chapters.values() for chapter in chapters}


def _values(old: Playbook, new: Playbook) -> Iterator[tuple[str, str]]:
    """Each value that has only another name. Texts that insert it read the same as before."""
    before, after = old.settings.values, new.settings.values
    pairs = [
        (name, added)
        for name in before
        if name not in after
        for added in after
        if added not in before and before[name] == after[added]
    ]
    yield from _unambiguous(pairs)


def _unambiguous(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs of which neither side is in another pair."""
    for pair in pairs:
        if not any(pair != other and (pair[0] == other[0] or pair[1] == other[1])
                   for other in pairs):  # fmt: skip
            yield pair


def with_present_names(old: Playbook, renames: Renames) -> Playbook:
    """The old state with the present names in ids, references, links and inserted values."""
    if not renames:
        return old
    present = {former: id for id, former in renames.former.items()}

    def mapped(names: Mapping[str, Any]) -> dict[str, Any]:
        return {present.get(id, id): value for id, value in names.items()}

    values = old.settings.values
    chapters = renames.chapters
    return replace(
        old,
        settings=old.settings.model_copy(
            update={"values": {renames.values.get(name, name): values[name] for name in values}}
        ),
        entries=mapped({id: _renamed(entry, renames, present.get(id, id))
                        for id, entry in old.entries.items()}),
        chapter_of=mapped({id: chapters.get(name, name) for id, name in old.chapter_of.items()}),
        origins=mapped(old.origins),
        unread=frozenset(renames.entries.get(id, id) for id in old.unread),
    )  # fmt: skip


def _renamed(entry: Entry, renames: Renames, id: str) -> Entry:
    """An entry of the old state with present names."""
    ids = {**renames.chapters, **renames.entries}

    def present(marker: Marker, value: Any) -> Any:
        if isinstance(marker, RefMarker):
            return ids.get(value, value)
        if isinstance(marker, ValueMarker):
            return renames.values.get(value, value)
        return {language: _in_words(words, marker, ids, renames.values)
                for language, words in value.items()}  # fmt: skip

    changed = with_marked_values(entry, present)
    return changed if changed.id == id else changed.model_copy(update={"id": id})


def _in_words(
    words: Any, marker: TextMarker, ids: Mapping[str, str], values: Mapping[str, str]
) -> Any:
    """A text or a list of texts with present names in its links and in braces."""
    if not isinstance(words, str):
        return type(words)(_in_words(item, marker, ids, values) for item in words)
    if "{" in words:
        words = NAME.sub(lambda match: f"{{{values.get(match[1], match[1])}}}", words)
    if marker.prose and ENTRY in words:
        words = _LINK.sub(lambda match: f"{ENTRY}{ids.get(match[1], match[1])}", words)
    return words
