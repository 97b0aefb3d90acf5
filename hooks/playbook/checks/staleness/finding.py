"""What the checks for stale content share: the type of a finding, and the entries to check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.entry import Entry
from ...model.kind_spec import Finding
from ...model.playbook import Playbook

__all__ = ["CurrentEntries", "Finding"]


@dataclass(frozen=True)
class CurrentEntries:
    """Iterates over the current entries: those that are neither drafts nor retired."""

    playbook: Playbook

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self.playbook.entries.values() if entry.status == "current")
