"""Reviews that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model.playbook import Playbook
from ...problems import Code
from .finding import Finding, InForce

OVERDUE = Code(
    "PB711",
    "notice",
    "the review of '{id}' was due on {day}; {owner} answers for it",
    "go through it, then set reviewed and review_by",
)
SOON = Code(
    "PB712",
    "notice",
    "the review of '{id}' is due on {day}; {owner} answers for it",
    "go through it before that day",
)


def check(playbook: Playbook, today: dt.date) -> Iterator[Finding]:
    """Entries whose review date has passed, or lies within the warning period."""
    soon = today + dt.timedelta(days=playbook.settings.review.warn_days)
    for entry in InForce(playbook):
        if entry.review_by is None or entry.review_by > soon:
            continue
        code = OVERDUE if entry.review_by < today else SOON
        place = playbook.origins[entry.id].place(("review_by",))
        owner = entry.owner or "nobody"
        yield entry.id, code.at(place, id=entry.id, day=entry.review_by, owner=owner)
