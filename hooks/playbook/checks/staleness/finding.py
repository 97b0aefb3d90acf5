"""A problem and the entry it concerns, so that the entry can suppress it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.entry import Entry
from ...model.playbook import Playbook
from ...problems import Problem

Finding = tuple[str, Problem]
"""The id of an entry, and a problem with it."""


@dataclass(frozen=True)
class CurrentEntries:
    """The current entries: neither drafts nor retired."""

    playbook: Playbook

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self.playbook.entries.values() if entry.status == "current")
