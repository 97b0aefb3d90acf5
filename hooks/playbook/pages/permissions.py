"""The matrix of roles and permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from ..kinds.roles import Permission, Role
from ..model.referenced_kinds import ROLES
from .handbook import Handbook
from .role_page import with_included_roles


@dataclass(frozen=True)
class PermissionMatrix:
    """The current roles, and by permission the ids of the roles that have it.

    A role has its own permissions and those of the roles that it includes. ``holders`` has only
    permissions that a role has.
    """

    roles: tuple[Role, ...]
    holders: Mapping[str, frozenset[str]]


def permission_matrix(handbook: Handbook) -> PermissionMatrix:
    """The matrix of the roles that the handbook shows, in the order of the data."""
    shown = (entry for entry in handbook.by_kind.get(ROLES, ()) if isinstance(entry, Role))
    roles = tuple(role for role in shown if role.status == "current")
    permissions = {role.id: _permissions(handbook, role.id) for role in roles}
    holders = {
        permission: frozenset(id for id, granted in permissions.items() if permission in granted)
        for permission in get_args(Permission)
    }
    return PermissionMatrix(roles, {name: ids for name, ids in holders.items() if ids})


def _permissions(handbook: Handbook, id: str) -> set[str]:
    ids = (role_id for role_id in with_included_roles(handbook, id) if role_id in handbook.shown)
    included = (handbook.playbook.entries[role_id] for role_id in ids)
    return {permission for role in included if isinstance(role, Role) for permission in role.may}
