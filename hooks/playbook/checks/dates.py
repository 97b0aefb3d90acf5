"""Dates stand in their order, and what is left to another language is told."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..problems import Code, Place, Problem

ORDER = Code(
    "PB451",
    "error",
    "'{later}' of '{id}' is before '{earlier}'",
    "change one of the two dates",
)
PAIRS = (("effective_from", "effective_to"), ("reviewed", "review_by"))
"""Fields of the header, the earlier day first."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries whose days stand in the wrong order."""
    told: set[Place] = set()
    for entry in playbook.entries.values():
        for earlier, later in PAIRS:
            place = playbook.origins[entry.id].place((later,))
            if _wrong(entry, earlier, later) and place not in told:  # once where defaults give them
                told.add(place)
                yield ORDER.at(place, id=entry.id, earlier=earlier, later=later)


def _wrong(entry: Entry, earlier: str, later: str) -> bool:
    first, last = getattr(entry, earlier), getattr(entry, later)
    return first is not None and last is not None and last < first
