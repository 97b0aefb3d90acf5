"""Finds rules that applied in an older state and have a later effective_from now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..checks.staleness.early_start import EARLY_START, early_start, starts_later
from ..checks.staleness.early_start import check as check_alone
from ..model.playbook import Playbook
from ..problems import Phrase, Problem
from .current_names import renames_between, with_current_names


def check(old: Playbook, new: Playbook, since: str, today: dt.date) -> Iterator[Problem]:
    """A warning for each entry that applied and now starts later.

    Entries that the check of the new state alone reports are left out.
    """
    reported = {id for id, _ in check_alone(new, today)}
    before = with_current_names(old, renames_between(old, new)).entries
    for entry in new.entries.values():
        is_suppressed = any(suppression.code == EARLY_START.code for suppression in entry.suppress)
        if entry.id in reported or is_suppressed or entry.status != "current":
            continue
        former = before.get(entry.id)
        applied = former and former.status == "current" and not starts_later(former, today)
        if applied and starts_later(entry, today):
            yield early_start(new, entry, Phrase("early.base", since=since))
