"""Roles: who does what in social media."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..model.entry import Entry, Group, Layout
from ..model.types import ChannelRef, Prose, RoleRef, Text, Texts, Values

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


class Role(Entry):
    """A role that people hold, beside the one that everybody has."""

    kind: ClassVar[str] = "roles"
    group: ClassVar[Group] = "plan"
    order_in_nav: ClassVar[int] = 90
    layout: ClassVar[Layout] = "entry"
    listed_fields: ClassVar[tuple[str, ...]] = ("includes",)

    mission: Prose = Field(description="What the role is for.")
    tasks: Texts = Field(description="What the role does.")
    may: list[Permission] = Field([], description="What the role may do in the official accounts.")
    channels: list[ChannelRef] = Field([], description="Channels in which the role works.")
    time_per_week: Values | None = Field(None, description="The value for working time per week.")
    skills: Texts | None = Field(None, description="What one needs to know.")
    temperament: Texts | None = Field(None, description="What kind of person enjoys it.")
    training: Texts | None = Field(None, description="What one learns before starting.")
    may_leave: Text | None = Field(None, description="What the role may leave to others.")
    backup: RoleRef | None = Field(None, description="The role that steps in.")
    escalates_to: RoleRef | None = Field(
        None, description="The role that takes over what is too big."
    )
    includes: list[RoleRef] = Field(
        [], description="Other roles that whoever has this one also has."
    )
