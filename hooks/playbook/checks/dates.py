"""Checks that pairs of dates are in chronological order."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..problems import Code, Location, Problem

OUT_OF_ORDER = Code("PB451", "error", "later", "id", "earlier")
DATE_PAIRS = (("effective_from", "effective_to"), ("reviewed", "review_by"))
"""Pairs of header fields, the earlier date first."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries whose dates are out of order."""
    reported_locations: set[Location] = set()
    for entry in playbook.entries.values():
        for earlier, later in DATE_PAIRS:
            location = playbook.origins[entry.id].location((later,))
            # dates from a file's defaults have one location for all its entries
            if _is_out_of_order(entry, earlier, later) and location not in reported_locations:
                reported_locations.add(location)
                yield OUT_OF_ORDER.at(location, id=entry.id, earlier=earlier, later=later)


def _is_out_of_order(entry: Entry, earlier: str, later: str) -> bool:
    first, last = getattr(entry, earlier), getattr(entry, later)
    return first is not None and last is not None and last < first
