"""Removes the findings that entries suppress, and checks the suppressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ...model.playbook import Playbook
from ...problems import Code, Problem
from .finding import Finding

EXPIRED = Code("PB701", "notice", "code", "id", "until")
UNUSED_SUPPRESSION = Code("PB702", "warning", "code", "id")
NOT_SUPPRESSIBLE = Code("PB703", "error", "code")
FIRST_SUPPRESSIBLE, LAST_SUPPRESSIBLE = "PB711", "PB799"
DATE_DEPENDENT = ("PB711", "PB712", "PB716", "PB728")
"""Codes whose findings depend on the date: on another day, a suppression may be used."""


def apply_suppressions(
    playbook: Playbook, findings: Sequence[Finding], today: dt.date | None
) -> Iterator[Problem]:
    """The problems that are not suppressed, and problems with the suppressions.

    An expired suppression still applies and is reported as a notice, so that no build starts to
    fail without a change.
    """
    suppressed = {
        (entry.id, suppression.code)
        for entry in playbook.entries.values()
        for suppression in entry.suppress
    }
    for id, problem in findings:
        if (id, problem.code) not in suppressed:
            yield problem
    reported = {(id, problem.code) for id, problem in findings}
    for entry in playbook.entries.values():
        for index, suppression in enumerate(entry.suppress):
            location = playbook.origins[entry.id].location(("suppress", index, "code"))
            if not FIRST_SUPPRESSIBLE <= suppression.code <= LAST_SUPPRESSIBLE:
                yield NOT_SUPPRESSIBLE.at(location, code=suppression.code)
            elif today is not None and suppression.until < today:
                yield EXPIRED.at(
                    location, code=suppression.code, id=entry.id, until=suppression.until
                )
            elif (entry.id, suppression.code) not in reported and _is_decidable(
                playbook, suppression.code
            ):
                yield UNUSED_SUPPRESSION.at(location, code=suppression.code, id=entry.id)


def _is_decidable(playbook: Playbook, code: str) -> bool:
    """Whether a suppression without a finding is certainly unused."""
    needs_older_state = code == "PB731"
    return playbook.is_whole and code not in DATE_DEPENDENT and not needs_older_state
