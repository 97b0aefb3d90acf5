"""Checks that entries have an owner and, if they need one, a backup."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..problems import Code, Location, Problem

NO_OWNER = Code("PB421", "error", "id")
NO_BACKUP = Code("PB422", "error", "id")
BACKUP_IS_OWNER = Code("PB423", "error", "id")
NO_ROLES = Code("PB424", "notice", "kind")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries without an owner, and roles and channels without the backup that they need.

    A handbook without roles has no owners, and one with a single role has no backups.
    """
    roles = [role for role in playbook.of_kind(ROLES) if role.status != "retired"]
    has_roles = bool(roles) or not playbook.is_whole
    needs_backups = len(roles) > 1 or not playbook.is_whole
    if playbook.entries and not has_roles:
        yield NO_ROLES.at(Location(playbook.settings_tree.path), kind=ROLES)
    for entry in playbook.entries.values():
        location = playbook.origins[entry.id].location()
        if has_roles and entry.owner is None and entry.status != "retired":
            yield NO_OWNER.at(location, id=entry.id)
        if entry.status == "retired" or not needs_backups:
            continue
        if entry.spec.lacks_backup(entry):
            yield NO_BACKUP.at(location, id=entry.id)
        deputy = entry.spec.deputy(entry)
        if deputy and deputy == entry.owner:
            backup = playbook.origins[entry.id].location(("backup",))
            yield BACKUP_IS_OWNER.at(backup, id=entry.id)
