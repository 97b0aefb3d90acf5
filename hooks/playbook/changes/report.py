"""Arranges changes for the people who approve them.

Binding changes come first, then those that a lawyer must read, then the rest. Many entries whose
header fields changed in the same way are one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from ..model.referenced_kinds import LEGAL
from ..problems import Problem
from ..visible import escape_for_one_line
from .change import BULK_FIELDS, Change, ChangeType
from .file_changes import FileChange
from .labels import Labels
from .report_links import NO_LINKS, ReportLinks

SectionName = Literal["binding", "lawyer", "other"]
SECTIONS: tuple[SectionName, ...] = SectionName.__args__  # type: ignore[attr-defined]
"""The sections of a report, in order."""
_FIELDS_WITH_SAME_VALUES = frozenset(("owner", "chapter"))
"""Bulk fields whose changes are one item only if the old and the new value are the same."""
MIN_BULK_CHANGES = 3


@dataclass(frozen=True)
class BulkChange:
    """Changes of several entries in the same bulk fields."""

    changes: tuple[Change, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that changed, in the order of the first entry; each field once."""
        return tuple(dict.fromkeys(each.key for each in self.changes[0].differences))


Item = Change | BulkChange


@dataclass(frozen=True)
class Group:
    """The changes of one type. ``items`` are the same changes, with bulk changes first."""

    change_type: ChangeType
    changes: tuple[Change, ...]

    @property
    def items(self) -> Iterator[Item]:
        return _items(self.changes)


@dataclass(frozen=True)
class Section:
    """A part of a report: its changes grouped by type, the heaviest type first."""

    name: SectionName
    changes: tuple[Change, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The changes of each type, the heaviest type first."""
        by_type = groupby(self.changes, key=lambda change: change.change_type)
        return tuple(Group(change_type, tuple(changes)) for change_type, changes in by_type)


@dataclass(frozen=True)
class Report:
    """Sorted changes with the labels of a language, the problems of the new state, and links.

    ``files`` are the published files outside the data that changed. ``compared`` are the names of
    the old and the new state.
    """

    changes: Sequence[Change]
    labels: Labels
    problems: Sequence[Problem] = ()
    links: ReportLinks = NO_LINKS
    files: Sequence[FileChange] = ()
    compared: tuple[str, str] | None = None

    @property
    def summary(self) -> str:
        """The number of changes in the data, or that there are none."""
        is_only_files = self.files and not self.changes and not self.labels.is_incomplete
        if is_only_files:
            return self.labels.words("diff.nothing_in_data")
        return self.labels.summary(self.changes)

    @property
    def file_lines(self) -> list[str]:
        """The files that changed, one line each."""
        words = self.labels.words
        return [
            escape_for_one_line(f"{words(f'diff.sort.{each.change_type}')}: {each.path}")
            for each in self.files
        ]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have changes."""
        pairs = [(section_of(change, self.labels), change) for change in self.changes]
        sections = (
            Section(name, tuple(change for section, change in pairs if section == name))
            for name in SECTIONS
        )
        return tuple(section for section in sections if section.changes)


def section_of(change: Change, labels: Labels) -> SectionName:
    """The section of a change."""
    if change.is_binding:
        return "binding"
    return "lawyer" if is_legal(change, labels) else "other"


def is_legal(change: Change, labels: Labels) -> bool:
    """Whether a lawyer must read a change.

    That is each change of a law, of what an entry is based on, of a text that is based on a law,
    and each rewording that an editor calls editorial.
    """
    keys = {difference.key for difference in change.differences}
    entry = change.entry(labels.new) or change.entry(labels.old)
    is_based_on_law = change.kind == LEGAL or bool(entry and entry.basis)
    changes_text = change.change_type not in ("moved", "reviewed") and not keys <= BULK_FIELDS
    is_called_editorial = bool(change.reason) and change.change_type != "retired"
    return "basis" in keys or is_called_editorial or (is_based_on_law and changes_text)


def _items(changes: Sequence[Change]) -> Iterator[Item]:
    """The changes of one type, with those that belong together as one item."""
    by_signature: dict[object, list[Change]] = {}
    signatures = [_signature(change) for change in changes]
    for signature, change in zip(signatures, changes, strict=True):
        by_signature.setdefault(signature, []).append(change)
    bulk = {
        signature: group
        for signature, group in by_signature.items()
        if signature is not None and len(group) >= MIN_BULK_CHANGES
    }
    yield from (BulkChange(tuple(group)) for group in bulk.values())
    for signature, change in zip(signatures, changes, strict=True):
        if signature not in bulk:
            yield change


def _signature(change: Change) -> object:
    """What changes must have in common to be one item; None for a change that stands alone."""
    keys = {difference.key for difference in change.differences}
    if not keys or not keys <= BULK_FIELDS or change.reason:
        return None
    values = (
        (each.key, each.old, each.new)
        for each in change.differences
        if each.key in _FIELDS_WITH_SAME_VALUES
    )
    return frozenset(keys), frozenset(values)
