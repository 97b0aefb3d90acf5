"""Roles: who does what in social media."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Changed, Explains, FewerIsStricter, MoreIsStricter, Reworded
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ChannelRef, RoleRef
from ...model.types import Prose, Text, TextList, ValueRef

Permission = Literal[
    "share",
    "publish",
    "reply",
    "approve",
    "moderate",
    "block",
    "speak_to_press",
    "advertise",
    "manage_accounts",
    "declare_incident",
    "decide_policy",
]

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


class Role(Entry):
    """A role that people can have."""

    spec: ClassVar[KindSpec[Role]] = KindSpec(
        kind="roles",
        group="plan",
        nav_order=90,
        layout="entry",
        summary_fields=("includes",),
        is_binding=True,
        example_id="editor",
        dropped_references=("backup", "escalates_to"),
        lacks_backup=lambda role: role.backup is None and bool(NEEDS_BACKUP & set(role.may)),
        search=SearchSpec(leads=("summary", "mission")),
        choices={"may": "permission"},
        bindings={
            "tasks": Reworded(),
            "may": FewerIsStricter(),
            "may_leave": Reworded(),
            "channels": FewerIsStricter(),
            "training": MoreIsStricter(),
            "backup": Changed(),
            "escalates_to": Changed(),
            "includes": Changed(in_any_order=True),
            "mission": Explains(),
            "time_per_week": Explains(),
            "skills": Explains(),
            "temperament": Explains(),
        },
    )

    mission: Prose = Field(description="What the role is for.")
    tasks: TextList = Field(description="What the role does.")
    may: list[Permission] = Field([], description="What the role may do in the official accounts.")
    channels: list[ChannelRef] = Field([], description="Channels in which the role works.")
    time_per_week: ValueRef | None = Field(None, description="The value for working time per week.")
    skills: TextList | None = Field(None, description="What one needs to know.")
    temperament: TextList | None = Field(None, description="What kind of person enjoys it.")
    training: TextList | None = Field(None, description="What one learns before starting.")
    may_leave: Text | None = Field(None, description="What the role may leave to others.")
    backup: RoleRef | None = Field(None, description="The role that steps in.")
    escalates_to: RoleRef | None = Field(None, description="The role to escalate to.")
    includes: list[RoleRef] = Field([], description="Roles that this role includes.")
