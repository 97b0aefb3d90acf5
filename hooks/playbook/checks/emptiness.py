"""Says where to begin if the handbook has no entries yet."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..problems import Code, Location, Problem

EMPTY = Code("PB481", "notice", "kind")


def check(playbook: Playbook) -> Iterator[Problem]:
    """A notice for a handbook without entries."""
    if playbook.is_whole and not playbook.entries:
        yield EMPTY.at(Location(playbook.settings_tree.path), kind=ROLES)
