"""A finding: the id of an entry, which can suppress it, and the problem with that entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.entry import Entry
from ...model.kind_spec import Finding
from ...model.playbook import Playbook

__all__ = ["CurrentEntries", "Finding"]


@dataclass(frozen=True)
class CurrentEntries:
    """The current entries, without drafts and retired entries."""

    playbook: Playbook

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self.playbook.entries.values() if entry.status == "current")
