"""The changes between two published versions, as their readers see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..changes.change import Change, ChangeType, Difference
from ..changes.compare import compare
from ..changes.labels import Labels
from ..changes.record import editorial_reasons_in
from ..model.playbook import Playbook
from ..model.types import TextMarker
from ..pages.json_export import NON_CONTENT_FIELDS
from ..prose.markdown import NAME
from ..words.catalogue import Words, words_of
from .published_version import Version


@dataclass(frozen=True)
class VersionChanges:
    """The changes from one version to another in one language, the heaviest first.

    ``unread`` are the ids of the entries whose texts cannot be compared, because one of the
    versions was published in a form that cannot be read any more.
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
    compared = compare(old, new, words.language, reasons)
    unread = {change.id: change for change in _unread(before, after)}
    inserted = (_insertions(before, words), _insertions(after, words))
    changes = [
        shown
        for change in (*unread.values(), *(c for c in compared if c.id not in unread))
        if (shown := _as_shown(change, new, words.language, inserted)) is not None
    ]
    return VersionChanges(tuple(changes), Labels(old, new, words), frozenset(unread))


def _as_shown(
    change: Change, new: Playbook, language: str,
    inserted: tuple[Mapping[str, str], Mapping[str, str]],
) -> Change | None:  # fmt: skip
    """The change without what its readers do not see; None if nothing is left."""
    if change.change_type == "reviewed":
        return None
    differences = tuple(
        replace(difference, old=_with_values(difference.old, inserted[0]),
                new=_with_values(difference.new, inserted[1]))
        for difference in change.differences
        if difference.key not in NON_CONTENT_FIELDS
        and difference.language in ("", language, _shown_instead(change, difference, new, language))
    )  # fmt: skip
    if change.differences and not differences:
        return None
    return replace(change, differences=differences)


def _shown_instead(change: Change, difference: Difference, new: Playbook, language: str) -> str:
    """The language that readers see where a text is missing in theirs; empty if none is."""
    is_missing = any(
        language not in found.value
        for found in new.marked_values.get(change.id, ())
        if found.path[0] == difference.key and isinstance(found.marker, TextMarker)
    )
    return new.languages[0] if is_missing else ""


def _insertions(version: Version, words: Words) -> Mapping[str, str]:
    values = {name: words.value(value) for name, value in version.state.settings.values.items()}
    return {**values, "organisation": str(version.playbook["organisation"]["name"])}


def _with_values(text: str, values: Mapping[str, str]) -> str:
    """A text with its values inserted; an unknown name stays in braces."""
    return NAME.sub(lambda match: values.get(match[1], match[0]), text)


def _unread(before: Version, after: Version) -> Iterator[Change]:
    """The changed entries that cannot be compared, as the record of the later version has them."""
    unread = before.state.unread | after.state.unread
    old, new = before.published_entries, after.published_entries
    present = {past: id for id, entry in new.items() for past in entry.get("previous_ids", ())}
    for id in dict.fromkeys(present.get(id, id) for id in sorted(unread)):
        former = next((past for past in new.get(id, {}).get("previous_ids", ()) if past in old), id)
        earlier, later = old.get(former), new.get(id)
        if (earlier or {}).get("digest") != (later or {}).get("digest"):
            entry: Mapping[str, Any] = later or earlier or {}
            change_type = _recorded(before, after, id) or _by_presence(earlier, later)
            yield Change(id, entry["kind"], change_type, entry["title"])


def _recorded(before: Version, after: Version, id: str) -> ChangeType | None:
    if after.record is None or after.record.since != before.text:
        return None
    return next((c.change_type for c in after.record.changes if c.id == id), None)


def _by_presence(earlier: object, later: object) -> ChangeType:
    return "added" if earlier is None else "removed" if later is None else "changed"
