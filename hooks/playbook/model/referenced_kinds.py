"""The kinds of the package that others refer to by name: the only kind names outside their folders,
with those in `pages/composed.py`.

Entries of every kind refer to roles and laws in their header, so these two are always there. The
other kinds can be left out: nothing then has such an id, and no field refers to one.
"""

from __future__ import annotations

from typing import Annotated

from .types import RefMarker

ROLES = "roles"
"""Roles own entries, answer questions and have pages of their own."""
LEGAL = "legal"
"""Laws are the basis of entries."""
ALWAYS_THERE = frozenset({ROLES, LEGAL})

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
