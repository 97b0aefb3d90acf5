"""Checks for stale or doubtful content, which is not broken but should be reviewed.

Each module yields findings: the id of an entry, and a problem with it. An entry may suppress a code
(``suppress``) with a reason and an end date. `suppressions` removes the suppressed findings, and
reports expired and unused suppressions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from ...model.playbook import Playbook
from ...problems import MAX_PROBLEMS, Problem
from . import (
    contradictions,
    early_start,
    language_mismatch,
    laws,
    number_mismatch,
    placeholders,
    reviews,
    unlinked,
    vocabulary,
)
from .finding import Finding
from .suppressions import apply_suppressions

DATE_INDEPENDENT = (
    laws,
    contradictions,
    vocabulary,
    number_mismatch,
    language_mismatch,
    placeholders,
    unlinked,
)
"""Checks that do not depend on the date."""


def check(playbook: Playbook, today: dt.date | None = None) -> Iterator[Problem]:
    """Every finding that is not suppressed. Checks that depend on the date need ``today``."""
    findings: list[Finding] = []
    checks = [module.check for module in DATE_INDEPENDENT]
    checks += [
        kind_check for model in playbook.kinds.values() for kind_check in model.spec.findings
    ]
    for check_playbook in checks:
        findings += islice(check_playbook(playbook), MAX_PROBLEMS)
    if today is not None:
        findings += islice(reviews.check(playbook, today), MAX_PROBLEMS)
        findings += islice(laws.check_age(playbook, today), MAX_PROBLEMS)
        findings += islice(early_start.check(playbook, today), MAX_PROBLEMS)
    yield from apply_suppressions(playbook, findings, today)
