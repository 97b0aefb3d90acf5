"""A change as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

ChangeType = Literal[
    "retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded",
    "moved", "editorial", "reviewed",
]  # fmt: skip
BY_WEIGHT: tuple[ChangeType, ...] = ChangeType.__args__  # type: ignore[attr-defined]
"""The change types by weight: the heaviest type of a field is that of the entry, unless a field
decides."""
BINDING: frozenset[ChangeType] = frozenset(
    ("retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded")
)
"""Binding change types: they affect what people may do, must do or can expect."""
VALUES = "values"
"""Stands for a kind in the changes of the organisation's values."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an entry before and after, formatted; ``language`` is empty for fields without
    languages."""

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
    """The change of one entry, or of one of the organisation's values.

    ``title`` is by language. ``untranslated`` holds (field, language) of outdated translations.
    ``touches`` are the ids of the entries that use a value. ``because`` is the reason for a
    retirement, or for calling a rewording editorial. ``of_binding_kind`` is false for an entry of a
    kind that only explains.
    """

    id: str
    kind: str
    change_type: ChangeType
    title: Mapping[str, str]
    concerns: Audience = Audience()
    differences: tuple[Difference, ...] = ()
    untranslated: tuple[tuple[str, str], ...] = ()
    touches: tuple[str, ...] = ()
    because: str | None = None
    of_binding_kind: bool = True

    @property
    def binds(self) -> bool:
        """Whether the change is binding."""
        return self.change_type in BINDING


def heaviest(change_types: Iterable[ChangeType]) -> ChangeType:
    """The change type with the most weight.

    An entry that is stricter in one part and looser in another is ``changed``: either direction
    would hide the other.
    """
    types = set(change_types)
    if types >= {"stricter", "looser"}:
        types = types - {"stricter", "looser"} | {"changed"}
    return min(types, key=BY_WEIGHT.index)


def ordered(changes: Iterable[Change]) -> list[Change]:
    """The changes, the heaviest first, then by kind and id."""
    return sorted(
        changes, key=lambda change: (BY_WEIGHT.index(change.change_type), change.kind, change.id)
    )


def downgrade_to_editorial(change: Change, because: str) -> Change:
    """Downgrade a rewording to editorial; heavier changes are not affected."""
    if change.change_type != "reworded":
        return change
    downgraded = tuple(
        replace(difference, change_type="editorial")
        if difference.change_type == "reworded"
        else difference
        for difference in change.differences
    )
    return replace(change, change_type="editorial", differences=downgraded, because=because)
