"""The release that a build belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from ..changes.record import Record


@dataclass(frozen=True)
class Edition:
    """A version, the date of its commit (YYYY-MM-DD) and its change record.

    A build that is not a release has no Edition.
    """

    version: str
    date: str
    record: Record | None = None
