"""Formats the items of a report: entries that changed in the same way, and renamed entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..visible import escape_for_one_line
from .change import Change
from .labels import Labels
from .report import BulkChange, Item


def count_by_kind(changes: Iterable[Change], labels: Labels) -> str:
    """The number of changes of each kind, on one line."""
    counts = Counter(labels.kind(change) for change in changes)
    return labels.words.list(f"{kind} {labels.words.number(n)}" for kind, n in counts.items())


def bulk_line(bulk: BulkChange, labels: Labels) -> str:
    """The changed fields of a bulk change, with the values that all its entries share."""
    return "; ".join(_bulk_field(bulk, key, labels) for key in bulk.fields)


def entry_count(bulk: BulkChange, labels: Labels) -> str:
    """How many entries a bulk change has, and how many of each kind."""
    count = labels.words.count("diff.entries", len(bulk.changes))
    return f"{count}: {count_by_kind(bulk.changes, labels)}"


def _bulk_field(bulk: BulkChange, key: str, labels: Labels) -> str:
    first = bulk.changes[0]
    found = [each for change in bulk.changes for each in change.differences if each.key == key]
    old, new = _shared(each.old for each in found), _shared(each.new for each in found)
    values = f"{old} → {new}" if old and new else new
    label = labels.field_label(first, key)
    return escape_for_one_line(f"{label}: {values}" if values else label)


def _shared(values: Iterable[str]) -> str:
    """The value that all entries have; empty if they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else ""


def former_id(item: Item) -> str | None:
    """The former id of an entry that was only renamed; None for any other item."""
    if isinstance(item, BulkChange) or item.change_type != "moved":
        return None
    if [difference.key for difference in item.differences] != ["id"]:
        return None
    return item.differences[0].old
