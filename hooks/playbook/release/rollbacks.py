"""Computes the periods during which versions applied when some were rolled back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from .as_of import Period, periods
from .decisions import Decision
from .published_version import Version
from .version_numbers import parse_version


def periods_with_rollbacks(
    versions: Sequence[Version], rollbacks: Mapping[str, Decision]
) -> list[Period]:
    """The periods of all versions, oldest first; a version that is rolled back to applies again."""
    if not rollbacks:
        return periods(versions)
    result: list[Period] = []
    for day, version in _days(versions, rollbacks):
        if result and result[-1].version is version:
            continue
        if result:
            previous = result.pop()
            if previous.first < day:
                result.append(Period(previous.version, previous.first, day - dt.timedelta(days=1)))
        result.append(Period(version, day, last=None))
    return result


def _days(
    versions: Sequence[Version], rollbacks: Mapping[str, Decision]
) -> Iterator[tuple[dt.date, Version]]:
    """Each day of a release or a rollback, and the version that applied after it."""
    released = {version.text: dt.date.fromisoformat(version.day) for version in versions}
    undone = {text: dt.date.fromisoformat(decision.on) for text, decision in rollbacks.items()}
    current: Version | None = None
    for day in sorted({*released.values(), *undone.values()}):
        valid = [v for v in versions if released[v.text] <= day < undone.get(v.text, dt.date.max)]
        if current is not None and current in valid:
            candidates = [current, *(v for v in valid if released[v.text] == day)]
        else:
            candidates = valid
        if candidates:
            current = max(candidates, key=lambda version: parse_version(version.text))
            yield day, current
