"""Entries have an owner and, where needed, a backup."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.accounts import Account
from ..kinds.channels import Channel
from ..kinds.roles import Role
from ..model.playbook import Playbook
from ..problems import Code, Problem

NO_OWNER = Code("PB421", "error", "id")
NO_BACKUP = Code("PB422", "error", "id")
BACKUP_IS_OWNER = Code("PB423", "error", "id")
IN_USE = ("approved", "trial", "restricted")
NEEDS_BACKUP = frozenset(
    {
        "publish",
        "reply",
        "approve",
        "moderate",
        "block",
        "speak_to_press",
        "manage_accounts",
        "declare_incident",
        "decide_policy",
    }
)
"""Permissions that someone must be able to use every day."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries without an owner, and roles and channels without the backup that they need."""
    for entry in playbook.entries.values():
        location = playbook.origins[entry.id].location()
        if entry.owner is None and entry.status != "retired":
            yield NO_OWNER.at(location, id=entry.id)
        if entry.status == "retired":
            continue
        if isinstance(entry, Channel | Role) and entry.backup is None and _needs_backup(entry):
            yield NO_BACKUP.at(location, id=entry.id)
        if isinstance(entry, Channel | Account) and entry.backup and entry.backup == entry.owner:
            backup = playbook.origins[entry.id].location(("backup",))
            yield BACKUP_IS_OWNER.at(backup, id=entry.id)


def _needs_backup(entry: Channel | Role) -> bool:
    if isinstance(entry, Channel):
        return entry.standing in IN_USE
    return bool(NEEDS_BACKUP & set(entry.may))
