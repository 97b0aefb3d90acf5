"""Computes the changes between two published versions, as readers see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..changes.change import PRESENCE, Change, ChangeType, Difference
from ..changes.compare import compare
from ..changes.labels import Labels
from ..changes.record import editorial_reasons_in
from ..model.playbook import Playbook
from ..model.types import TextMarker
from ..pages.json_export import NON_CONTENT_FIELDS
from ..prose.markdown import insert_values
from ..words.catalogue import Words, words_of
from .published_version import Version


@dataclass(frozen=True)
class VersionChanges:
    """The changes from one version to another in one language, the heaviest first.

    ``unread`` contains the ids of changed entries whose texts cannot be compared, because they can
    no longer be read in one of the versions.
    """

    changes: tuple[Change, ...]
    labels: Labels
    unread: frozenset[str]


def changes_between(before: Version, after: Version, words: Words) -> VersionChanges:
    """Compare two published versions. Raises RefusedError if the data is damaged."""
    old, new = before.state, after.state
    words = words_of(new, words.language)
    reasons: Mapping[str, str] = {}
    if after.record is not None and after.record.since == before.text:
        reasons = editorial_reasons_in(after.record)
    compared = compare(old, new, words.language, reasons, is_released=True)
    unread = {change.id: change for change in _unread_changes(before, after)}
    values = (value_texts(before, words), value_texts(after, words))
    changes = [
        shown
        for change in (*unread.values(), *(each for each in compared if each.id not in unread))
        if (shown := _as_shown(change, new, words.language, values)) is not None
    ]
    return VersionChanges(tuple(changes), Labels(old, new, words), frozenset(unread))


def content_of(version: Version, words: Words) -> VersionChanges:
    """All entries of a version, each as if it had been added. Raises RefusedError."""
    new = version.state
    words = words_of(new, words.language)
    old = replace(new, entries={}, chapters={}, chapter_of={}, unread=frozenset())
    values = value_texts(version, words)
    changes = (
        _as_shown(change, new, words.language, (values, values))
        for change in compare(old, new, words.language, is_released=True)
    )
    shown = tuple(change for change in changes if change is not None)
    return VersionChanges(shown, Labels(old, new, words), unread=frozenset())


def _as_shown(
    change: Change, new: Playbook, language: str,
    values: tuple[Mapping[str, str], Mapping[str, str]],
) -> Change | None:  # fmt: skip
    """The change as readers see it, or None if it is not visible to them."""
    if change.change_type == "reviewed":
        return None
    old_values, new_values = values
    differences = tuple(
        replace(difference, old=insert_values(difference.old, old_values),
                new=insert_values(difference.new, new_values))
        for difference in change.differences
        if difference.key not in NON_CONTENT_FIELDS
        and difference.language
        in ("", language, _fallback_language(change, difference, new, language))
    )  # fmt: skip
    if change.differences and not differences and change.change_type not in PRESENCE:
        return None
    return replace(change, differences=differences)


def _fallback_language(change: Change, difference: Difference, new: Playbook, language: str) -> str:
    """The language to show if a text is missing in ``language``; empty if it is not."""
    is_missing = any(
        language not in field.value
        for field in new.marked_values.get(change.id, ())
        if field.path[0] == difference.key and isinstance(field.marker, TextMarker)
    )
    return new.languages[0] if is_missing else ""


def value_texts(version: Version, words: Words) -> Mapping[str, str]:
    """The texts that replace names in braces in a version, by name."""
    values = {name: words.value(value) for name, value in version.state.settings.values.items()}
    return {**values, "organisation": str(version.playbook["organisation"]["name"])}


def _unread_changes(before: Version, after: Version) -> Iterator[Change]:
    """The changes of entries that cannot be compared, with the types in the record, if any."""
    unread = before.state.unread | after.state.unread
    old, new = before.published_entries, after.published_entries
    current_ids = {
        former: id for id, entry in new.items() for former in entry.get("previous_ids", ())
    }
    for id in dict.fromkeys(current_ids.get(id, id) for id in sorted(unread)):
        previous_ids = new.get(id, {}).get("previous_ids", ())
        former = next((previous for previous in previous_ids if previous in old), id)
        earlier, later = old.get(former), new.get(id)
        if (earlier or {}).get("digest") != (later or {}).get("digest"):
            entry: Mapping[str, Any] = later or earlier or {}
            change_type = _recorded_type(before, after, id) or _type_by_presence(earlier, later)
            yield Change(id, entry["kind"], change_type, entry["title"])


def _recorded_type(before: Version, after: Version, id: str) -> ChangeType | None:
    if after.record is None or after.record.since != before.text:
        return None
    return next((each.change_type for each in after.record.changes if each.id == id), None)


def _type_by_presence(earlier: object, later: object) -> ChangeType:
    return "added" if earlier is None else "removed" if later is None else "changed"
