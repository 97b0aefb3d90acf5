"""Computes the period during which each version applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .published_version import Version
from .version_numbers import VersionNumber, parse_version


@dataclass(frozen=True)
class Period:
    """The first and the last day on which a version applied; ``last`` is None for the current one.

    A version applies until the day before the release of the next version with a higher number.
    """

    version: Version
    first: dt.date
    last: dt.date | None


def periods(versions: Sequence[Version]) -> list[Period]:
    """The periods of all versions, oldest first, without those that never applied.

    A version that was released after one with a higher number (a correction of an older version)
    never applies, nor does a version that was replaced on the day of its release.
    """
    result: list[Period] = []
    for version in sorted(versions, key=_release_order):
        if result and parse_version(version.text) < parse_version(result[-1].version.text):
            continue
        first = dt.date.fromisoformat(version.day)
        if result:
            previous = result.pop()
            if previous.first < first:
                last = first - dt.timedelta(days=1)
                result.append(Period(previous.version, previous.first, last))
        result.append(Period(version, first, last=None))
    return result


def _release_order(version: Version) -> tuple[str, VersionNumber]:
    """The moment of the release, then the number."""
    return version.manifest.date, parse_version(version.text)
