"""Finds repealed laws, and laws whose last legal check is too old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...kinds.legal import Legal
from ...model.playbook import Playbook
from ...model.types import RefMarker
from ...problems import Code
from ..causes import repealed_law_cause
from .finding import CurrentEntries, Finding

REPEALED = Code("PB713", "warning", "id", "citing")
BASED_ON_REPEALED = Code("PB714", "warning", "id", "law")
REPEALED_UNCITED = Code("PB715", "warning", "id")
OLD_CHECK = Code("PB716", "notice", "id", "day", "months")


def check(playbook: Playbook) -> Iterator[Finding]:
    """Repealed laws, and current entries that are based on them."""
    laws = [law for law in CurrentEntries(playbook) if isinstance(law, Legal)]
    citing_by_law: dict[str, list[str]] = {law.id: [] for law in laws if law.force == "repealed"}
    if not citing_by_law:
        return
    for entry in CurrentEntries(playbook):
        for field in playbook.marked_values[entry.id]:
            if isinstance(field.marker, RefMarker) and field.value in citing_by_law:
                citing_by_law[field.value].append(entry.id)
                location = playbook.origins[entry.id].location(field.path)
                law = field.value
                cause = repealed_law_cause(law)
                yield entry.id, BASED_ON_REPEALED.at(location, id=entry.id, law=law, cause=cause)
    for id, citing in citing_by_law.items():
        location = playbook.origins[id].location(("force",))
        if citing:
            citing_ids, cause = list(dict.fromkeys(citing)), repealed_law_cause(id)
            yield id, REPEALED.at(location, id=id, citing=citing_ids, cause=cause)
        else:
            yield id, REPEALED_UNCITED.at(location, id=id)


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
    """The number of whole months between two dates."""
    months = (last.year - first.year) * 12 + last.month - first.month
    is_last_month_whole = last.day >= first.day
    return months if is_last_month_whole else months - 1
