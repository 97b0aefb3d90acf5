"""Findings that an entry silences: for a reason, and until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ...model.playbook import Playbook
from ...problems import Code, Problem
from .finding import Finding

EXPIRED = Code(
    "PB701",
    "notice",
    "the silence of {code} on '{id}' ended on {until}",
    "mend what it silenced, or decide again: write a later day and why",
)
NEEDLESS = Code(
    "PB702", "warning", "'{id}' silences {code}, which says nothing of it", "remove the silence"
)
NOT_SILENT = Code(
    "PB703",
    "error",
    "{code} cannot be silenced",
    "mend what it says; only the codes PB711 to PB799 are a matter of judgement",
)
FIRST, LAST = "PB711", "PB799"
BY_DAY = ("PB711", "PB712", "PB716")
"""Codes that depend on the day: nobody can say yet that silencing them is needless."""


def silenced(
    playbook: Playbook, findings: Sequence[Finding], today: dt.date | None
) -> Iterator[Problem]:
    """The findings that remain, and what is wrong with the silences themselves.

    A silence holds also after its last day: that it ended is a notice, so that no build turns red
    on a day on which nobody changed anything.
    """
    quiet = {
        (entry.id, silence.code) for entry in playbook.entries.values() for silence in entry.silence
    }
    for id, problem in findings:
        if (id, problem.code) not in quiet:
            yield problem
    said = {(id, problem.code) for id, problem in findings}
    for entry in playbook.entries.values():
        for index, silence in enumerate(entry.silence):
            place = playbook.origins[entry.id].place(("silence", index, "code"))
            facts = {"code": silence.code, "id": entry.id}
            if not FIRST <= silence.code <= LAST:
                yield NOT_SILENT.at(place, **facts)
            elif today is not None and silence.until < today:
                yield EXPIRED.at(place, until=silence.until, **facts)
            elif (entry.id, silence.code) not in said and _is_certain(playbook, silence.code):
                yield NEEDLESS.at(place, **facts)


def _is_certain(playbook: Playbook, code: str) -> bool:
    return playbook.is_whole and code not in BY_DAY and code != "PB731"
