"""What makes handbooks rot: nothing is broken yet, and somebody should look.

Each module yields findings: a problem and the entry that it is about. An entry may ``silence`` a
code, with a reason and an end date; `silenced` takes those findings out and tells of silences
that have ended or were never needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from ...model.playbook import Playbook
from ...problems import MAX_PROBLEMS, Problem
from . import (
    contacts,
    contradictions,
    laws,
    numbers,
    reviews,
    tongues,
    unlinked,
    unwritten,
    vocabulary,
)
from .finding import Finding
from .silences import silenced

EVERY_DAY = (laws, contradictions, vocabulary, contacts, numbers, tongues, unwritten, unlinked)
"""Checks that say the same on any day."""


def check(playbook: Playbook, today: dt.date | None = None) -> Iterator[Problem]:
    """Every finding that no entry silences. What depends on the day needs ``today``."""
    findings: list[Finding] = []
    for module in EVERY_DAY:
        findings += islice(module.check(playbook), MAX_PROBLEMS)
    if today is not None:
        findings += islice(reviews.check(playbook, today), MAX_PROBLEMS)
        findings += islice(laws.check_age(playbook, today), MAX_PROBLEMS)
    yield from silenced(playbook, findings, today)
