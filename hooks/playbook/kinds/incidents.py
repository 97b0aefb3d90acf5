"""Incident levels: how serious it is, and how fast to act."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import RoleRef, Text, Texts, Values, Whole, WhomRef


class Incident(Entry):
    """A level of seriousness, with clocks."""

    kind: ClassVar[str] = "incidents"
    group: ClassVar[Group] = "act"
    order_in_nav: ClassVar[int] = 40
    listed_fields: ClassVar[tuple[str, ...]] = ("level", "first_action_within")

    level: Whole = Field(ge=1, le=9, description="1 is the least serious.")
    criteria: Texts = Field(description="What puts an event on this level.")
    actions: Texts = Field(description="What to do, in order.")
    first_action_within: Values = Field(description="The value for how soon to act.")
    update_every: Values = Field(description="The value for how often to tell the situation.")
    lead: RoleRef = Field(description="The role that leads.")
    notify: list[WhomRef] = Field(description="Whom to tell.")
    pause_scheduled: bool = Field(description="Whether scheduled posts are paused.")
    staff_line: Text = Field(description="What everyone else may say.")
