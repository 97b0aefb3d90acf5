"""The kinds in this package that other kinds refer to by name.

Outside the kinds' folders, their names occur only here and in `pages/composed.py`.
Every entry refers to roles and laws in its header, so these two kinds are required. The other kinds
can be deleted.
"""

from __future__ import annotations

from typing import Annotated

from .types import RefMarker

ROLES = "roles"
"""Roles that own entries, answer questions and have pages of their own."""
LEGAL = "legal"
"""Laws that entries name as their basis."""
REQUIRED_KINDS = frozenset({ROLES, LEGAL})
"""The kinds that cannot be deleted from the package."""

AnyRef = Annotated[str, RefMarker()]
AccountRef = Annotated[str, RefMarker(("accounts",))]
ChannelRef = Annotated[str, RefMarker(("channels",))]
ChecklistRef = Annotated[str, RefMarker(("checklists",))]
ContactRef = Annotated[str, RefMarker(("contacts",))]
FlowRef = Annotated[str, RefMarker(("flows",))]
LegalRef = Annotated[str, RefMarker((LEGAL,))]
RoleRef = Annotated[str, RefMarker((ROLES,))]
StrategyRef = Annotated[str, RefMarker(("strategy",))]
TemplateRef = Annotated[str, RefMarker(("templates",))]
ContactOrRoleRef = Annotated[str, RefMarker(("contacts", ROLES))]
"""Whom to ask or notify: a contact or a role."""
