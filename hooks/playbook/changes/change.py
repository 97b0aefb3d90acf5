"""A change as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Sort = Literal[
    "retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded",
    "moved", "editorial", "reviewed",
]  # fmt: skip
WEIGHT: tuple[Sort, ...] = Sort.__args__  # type: ignore[attr-defined]
"""The sorts by weight: the heaviest change of an entry gives it its sort, if no field decides."""
BINDING: frozenset[Sort] = frozenset(
    ("retired", "removed", "added", "stricter", "looser", "changed", "value", "reworded")
)
"""Sorts that somebody must know of: what one may, must or has to expect is no longer the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an entry before and after, in words; ``language`` is empty for what has none."""

    key: str
    sort: Sort
    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Concerns:
    """Whom a change concerns; an empty part means everyone."""

    roles: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entry, or to one of the organisation's values.

    ``title`` is by language. ``left_behind`` holds the languages whose text did not follow, by
    field. ``touches`` are the ids of the entries that use a value. ``because`` is why an editor
    says that a rewording does not bind.
    """

    id: str
    kind: str
    sort: Sort
    title: Mapping[str, str]
    concerns: Concerns = Concerns()
    differences: tuple[Difference, ...] = ()
    left_behind: tuple[tuple[str, str], ...] = ()
    touches: tuple[str, ...] = ()
    because: str | None = None

    @property
    def binds(self) -> bool:
        """Whether somebody must know of it."""
        return self.sort in BINDING


def heaviest(sorts: Iterable[Sort]) -> Sort:
    """The sort with the most weight.

    Stricter in one part and looser in another is no direction: it would hide one of them.
    """
    found = set(sorts)
    if found >= {"stricter", "looser"}:
        found = found - {"stricter", "looser"} | {"changed"}
    return min(found, key=WEIGHT.index)


def ordered(changes: Iterable[Change]) -> list[Change]:
    """The heaviest first, and then by kind and id."""
    return sorted(changes, key=lambda change: (WEIGHT.index(change.sort), change.kind, change.id))


def as_editorial(change: Change, because: str) -> Change:
    """A rewording that an editor says does not bind; anything heavier stays as it is."""
    if change.sort != "reworded":
        return change
    milder = tuple(
        replace(difference, sort="editorial") if difference.sort == "reworded" else difference
        for difference in change.differences
    )
    return replace(change, sort="editorial", differences=milder, because=because)
