"""Checks that entries have an owner and, if they need one, a backup."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..problems import Code, Problem

NO_OWNER = Code("PB421", "error", "id")
NO_BACKUP = Code("PB422", "error", "id")
BACKUP_IS_OWNER = Code("PB423", "error", "id")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries without an owner, and roles and channels without the backup that they need."""
    for entry in playbook.entries.values():
        location = playbook.origins[entry.id].location()
        if entry.owner is None and entry.status != "retired":
            yield NO_OWNER.at(location, id=entry.id)
        if entry.status == "retired":
            continue
        if entry.spec.lacks_backup(entry):
            yield NO_BACKUP.at(location, id=entry.id)
        deputy = entry.spec.deputy(entry)
        if deputy and deputy == entry.owner:
            backup = playbook.origins[entry.id].location(("backup",))
            yield BACKUP_IS_OWNER.at(backup, id=entry.id)
