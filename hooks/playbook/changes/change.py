"""The data types of changes: the change of an entry, its differences and its audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..model.entry import Entry
from ..model.playbook import Playbook

ChangeType = Literal[
    "retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded",
    "moved", "editorial", "reviewed",
]  # fmt: skip
BY_WEIGHT: tuple[ChangeType, ...] = ChangeType.__args__  # type: ignore[attr-defined]
"""The change types, the heaviest first.

An entry gets the heaviest type of its changed fields, unless its kind has a deciding field.
"""
BINDING: frozenset[ChangeType] = frozenset(
    ("retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded")
)
"""Binding change types: they affect what people may do, must do or can expect."""
PRESENCE: frozenset[ChangeType] = frozenset(("retired", "removed", "added"))
"""Change types of entries that apply in only one of the two compared states."""
BULK_FIELDS = frozenset(
    ("reviewed", "review_by", "owner", "tags", "see_also", "asked_as", "chapter", "order")
)
"""Fields that editors change in many entries at once."""
VALUES = "values"
"""The pseudo-kind of changed values of the organisation."""
SETTINGS = "settings"
"""The pseudo-kind of changed settings of the organisation, such as its office hours."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed field of an entry, with its old and new content as formatted text.

    ``language`` is empty if the field has no languages.
    """

    key: str
    change_type: ChangeType
    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Audience:
    """The audience of a change; an empty field means everyone."""

    roles: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The change of an entry, a chapter, or one of the organisation's values or settings.

    ``title`` maps languages to titles. ``outdated_translations`` lists (field, language) pairs.
    ``affected`` lists the ids of the entries that use a changed value. ``reason`` says why an entry
    was retired, or why a rewording is editorial; ``decisive_words`` are the changed words that make
    it binding although a reason was given. ``of_binding_kind`` is false for a kind that only
    explains, for a chapter, and for an added or removed value: only entries that use it bind.
    ``is_chapter`` is true for a chapter, whose ``kind`` is that of its entries.
    """

    id: str
    kind: str
    change_type: ChangeType
    title: Mapping[str, str]
    audience: Audience = Audience()
    differences: tuple[Difference, ...] = ()
    outdated_translations: tuple[tuple[str, str], ...] = ()
    affected: tuple[str, ...] = ()
    reason: str | None = None
    decisive_words: tuple[str, ...] = ()
    of_binding_kind: bool = True
    is_chapter: bool = False

    @property
    def is_binding(self) -> bool:
        """Whether the change is binding: never that of a chapter, or an added or removed value."""
        is_presence_of_value = self.kind == VALUES and self.change_type in PRESENCE
        return self.change_type in BINDING and not self.is_chapter and not is_presence_of_value

    def entry(self, state: Playbook) -> Entry | None:
        """The entry of the change in a state; None if it is of a chapter, a value or a setting.

        A value may have the id of an entry that it has nothing to do with.
        """
        is_of_entry = not self.is_chapter and self.kind not in (VALUES, SETTINGS)
        return state.entries.get(self.id) if is_of_entry else None


def heaviest(change_types: Iterable[ChangeType]) -> ChangeType:
    """The heaviest of some change types.

    If some parts are stricter and others looser, the result is ``changed``, because either
    direction would hide the other.
    """
    types = set(change_types)
    if types >= {"stricter", "looser"}:
        types = types - {"stricter", "looser"} | {"changed"}
    return min(types, key=BY_WEIGHT.index)


def sort_changes(changes: Iterable[Change]) -> list[Change]:
    """Sort changes by weight, the heaviest first, then by kind and id."""
    return sorted(
        changes, key=lambda change: (BY_WEIGHT.index(change.change_type), change.kind, change.id)
    )


def downgrade_to_editorial(change: Change, reason: str) -> Change:
    """Downgrade a rewording to editorial; other changes are returned as they are."""
    if change.change_type != "reworded":
        return change
    downgraded = tuple(
        replace(difference, change_type="editorial")
        if difference.change_type == "reworded"
        else difference
        for difference in change.differences
    )
    return replace(change, change_type="editorial", differences=downgraded, reason=reason)
