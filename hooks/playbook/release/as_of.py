"""Which version applied on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .tree import Version
from .version_numbers import parse_version


@dataclass(frozen=True)
class Period:
    """The period in which a version applied; ``last`` is None for the current one.

    A version applies from the day of its release, until the day before the next one with a
    higher number.
    """

    version: Version
    first: dt.date
    last: dt.date | None


def periods(versions: Sequence[Version]) -> list[Period]:
    """The versions that ever applied, the first one first.

    Corrections of older versions never applied, nor versions replaced on the same day.
    """
    found: list[Period] = []
    for version in sorted(versions, key=lambda one: (one.manifest.date, parse_version(one.text))):
        if found and parse_version(version.text) < parse_version(found[-1].version.text):
            continue
        first = dt.date.fromisoformat(version.manifest.day)
        if found:
            before = found.pop()
            if before.first < first:
                last = first - dt.timedelta(days=1)
                found.append(Period(before.version, before.first, last))
        found.append(Period(version, first, None))
    return found
