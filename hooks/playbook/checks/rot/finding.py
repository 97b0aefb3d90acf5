"""A problem and the entry that it is about, so that the entry can silence it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.entry import Entry
from ...model.playbook import Playbook
from ...problems import Problem

Finding = tuple[str, Problem]
"""The id of an entry, and a problem with it."""


@dataclass(frozen=True)
class InForce:
    """The entries that somebody may read today: neither drafts nor retired."""

    playbook: Playbook

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self.playbook.entries.values() if entry.status == "current")
