"""Incident levels: how serious it is, and how fast to act."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import ContactOrRoleRef, Integer, RoleRef, Text, TextList, ValueRef


class Incident(Entry):
    """An incident level with its deadlines."""

    kind: ClassVar[str] = "incidents"
    group: ClassVar[Group] = "act"
    nav_order: ClassVar[int] = 40
    summary_fields: ClassVar[tuple[str, ...]] = ("level", "first_action_within")

    level: Integer = Field(ge=1, le=9, description="1 is the least serious.")
    criteria: TextList = Field(description="What puts an event on this level.")
    actions: TextList = Field(description="What to do, in order.")
    first_action_within: ValueRef = Field(description="The value for how soon to act.")
    update_every: ValueRef = Field(description="The value for how often to report the situation.")
    lead: RoleRef = Field(description="The role that leads.")
    notify: list[ContactOrRoleRef] = Field(description="Whom to notify.")
    pause_scheduled: bool = Field(description="Whether scheduled posts are paused.")
    staff_line: Text = Field(description="What everyone else may say.")
