"""Finds rules that apply already, but have a later ``effective_from``, which would suspend them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model.directions import Announced
from ...model.entry import Entry
from ...model.playbook import Playbook
from ...problems import Code, Phrase, Problem
from .finding import CurrentEntries, Finding

EARLY_START = Code("PB728", "warning", "id", "day", "reason")


def check(playbook: Playbook, today: dt.date) -> Iterator[Finding]:
    """Entries that start to apply later, although something shows that they apply already."""
    replaced_ids = {
        entry.replaced_by: entry.id
        for entry in playbook.entries.values()
        if entry.status == "retired" and entry.replaced_by
    }
    for entry in CurrentEntries(playbook):
        if starts_later(entry, today) and (reason := _reason(entry, replaced_ids)):
            yield entry.id, early_start(playbook, entry, reason)


def starts_later(entry: Entry, today: dt.date) -> bool:
    """Whether an entry does not apply yet."""
    return entry.effective_from is not None and entry.effective_from > today


def early_start(playbook: Playbook, entry: Entry, reason: Phrase) -> Problem:
    """The problem of an entry with a later start; ``reason`` shows that it applies already."""
    location = playbook.origins[entry.id].location(("effective_from",))
    cure = None
    if reason.key == "early.replaces":
        cure = Phrase("cure.start-replaces", old=str(dict(reason.facts)["old"]))
    elif reason.key == "early.pending":
        cure = Phrase("cure.start-first")
    elif any(isinstance(direction, Announced) for direction in entry.spec.bindings.values()):
        cure = Phrase("cure.start-pending", day=str(entry.effective_from))
    return EARLY_START.at(location, id=entry.id, day=entry.effective_from, reason=reason, cure=cure)


def _reason(entry: Entry, replaced_ids: dict[str, str]) -> Phrase | None:
    """What shows that an entry applies already; None if nothing in this state does.

    ``replaced_ids`` are the ids of retired entries, by the id of their replacement.
    """
    if entry.previous_ids:
        return Phrase("early.previous-id", old=entry.previous_ids[-1])
    upcoming = entry.spec.upcoming(entry)
    if upcoming and entry.effective_from and upcoming.start <= entry.effective_from:
        return Phrase("early.pending", start=str(upcoming.start))
    if entry.id in replaced_ids:
        return Phrase("early.replaces", old=replaced_ids[entry.id])
    return None
