"""Which version applied on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .numbers import number
from .tree import Version


@dataclass(frozen=True)
class Period:
    """The days on which a version was the one that applied; ``last`` is None while it is.

    A version applies from the day of its release, until the day before the next one with a
    higher number.
    """

    version: Version
    first: dt.date
    last: dt.date | None


def periods(versions: Sequence[Version]) -> list[Period]:
    """The versions that ever applied, the first one first.

    The correction of an older version never did, nor one that was followed on its very day.
    """
    found: list[Period] = []
    for version in sorted(versions, key=lambda one: (one.manifest.date, number(one.text))):
        if found and number(version.text) < number(found[-1].version.text):
            continue
        first = dt.date.fromisoformat(version.manifest.day)
        if found:
            before = found.pop()
            if before.first < first:
                last = first - dt.timedelta(days=1)
                found.append(Period(before.version, before.first, last))
        found.append(Period(version, first, None))
    return found
