"""The release that a handbook is built as."""

from __future__ import annotations

from dataclasses import dataclass

from ..changes.record import Record


@dataclass(frozen=True)
class Edition:
    """A version and the day of its commit, YYYY-MM-DD. A build outside a release has none."""

    version: str
    date: str
    record: Record | None = None
