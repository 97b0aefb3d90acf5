"""Repealed laws, and laws whose legal check is too old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...kinds.legal import Legal
from ...model.playbook import Playbook
from ...model.types import RefMarker
from ...problems import Code
from .finding import CurrentEntries, Finding

REPEALED = Code(
    "PB713",
    "warning",
    "'{id}' is repealed but still cited by: {citing}",
    "retire it with its replacement, and review those entries",
)
RESTS_ON_REPEALED = Code(
    "PB714",
    "warning",
    "'{id}' is based on '{law}', which is repealed",
    "refer to the law that applies now, or change the rule",
)
UNCITED = Code("PB715", "warning", "'{id}' is repealed, and nothing cites it", "retire it")
OLD_CHECK = Code(
    "PB716",
    "notice",
    "'{id}' was last checked on {day}, more than {months} months ago",
    "have a lawyer check it, then set 'checked'",
)


def check(playbook: Playbook) -> Iterator[Finding]:
    """Repealed laws, and what is in force and rests on them."""
    laws = [law for law in CurrentEntries(playbook) if isinstance(law, Legal)]
    repealed: dict[str, list[str]] = {law.id: [] for law in laws if law.force == "repealed"}
    if not repealed:
        return
    for entry in CurrentEntries(playbook):
        for found in playbook.found[entry.id]:
            if isinstance(found.marker, RefMarker) and found.value in repealed:
                repealed[found.value].append(entry.id)
                location = playbook.origins[entry.id].location(found.path)
                yield entry.id, RESTS_ON_REPEALED.at(location, id=entry.id, law=found.value)
    for id, citing in repealed.items():
        location = playbook.origins[id].location(("force",))
        if citing:
            yield id, REPEALED.at(location, id=id, citing=", ".join(dict.fromkeys(citing)))
        else:
            yield id, UNCITED.at(location, id=id)


def check_age(playbook: Playbook, today: dt.date) -> Iterator[Finding]:
    """Laws whose last check is older than the organisation allows."""
    months = playbook.settings.review.legal_check_months
    for law in CurrentEntries(playbook):
        if not isinstance(law, Legal) or law.checked is None:
            continue
        if _months_between(law.checked, today) >= months:
            location = playbook.origins[law.id].location(("checked",))
            yield law.id, OLD_CHECK.at(location, id=law.id, day=law.checked, months=months)


def _months_between(first: dt.date, last: dt.date) -> int:
    """Whole months that have passed from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
