"""The release that is being built."""

from __future__ import annotations

from dataclasses import dataclass

from ..changes.record import Record


@dataclass(frozen=True)
class ReleaseInfo:
    """A version, the date of its commit (YYYY-MM-DD) and its change record.

    A build that is not a release has no ReleaseInfo.
    """

    version: str
    date: str
    record: Record | None = None
