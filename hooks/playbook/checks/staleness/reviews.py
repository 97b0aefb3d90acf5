"""Finds reviews that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model.playbook import Playbook
from ...problems import Code, Phrase
from .finding import CurrentEntries, Finding

OVERDUE = Code("PB711", "notice", "id", "day", "owner")
DUE_SOON = Code("PB712", "notice", "id", "day", "owner")
IN_THE_FUTURE = Code("PB729", "warning", "id", "field", "day")


def check(playbook: Playbook, today: dt.date) -> Iterator[Finding]:
    """Entries whose review is overdue or due within the warning period."""
    yield from _in_the_future(playbook, today)
    soon = today + dt.timedelta(days=playbook.settings.review.warn_days)
    for entry in CurrentEntries(playbook):
        if entry.review_by is None or entry.review_by > soon:
            continue
        code = OVERDUE if entry.review_by < today else DUE_SOON
        location = playbook.origins[entry.id].location(("review_by",))
        owner = entry.owner or Phrase("nobody")
        yield entry.id, code.at(location, id=entry.id, day=entry.review_by, owner=owner)


def _in_the_future(playbook: Playbook, today: dt.date) -> Iterator[Finding]:
    """Entries that claim that something was done on a day that has not come."""
    tomorrow = today + dt.timedelta(days=1)  # somewhere it is tomorrow already
    for entry in CurrentEntries(playbook):
        for field in ("reviewed", "checked", "source_seen"):
            day = getattr(entry, field, None)
            if isinstance(day, dt.date) and day > tomorrow:
                location = playbook.origins[entry.id].location((field,))
                yield entry.id, IN_THE_FUTURE.at(location, id=entry.id, field=field, day=day)
