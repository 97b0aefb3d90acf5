"""Incident levels: how serious an event is, and how fast to act."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Changed, Reworded, ShorterIsStricter
from ...model.entry import AppliesTo, Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ContactOrRoleRef, RoleRef
from ...model.types import FrozenModel, Integer, Text, TextList, ValueRef


class ActionsFor(FrozenModel):
    """Further actions for some organisations."""

    applies_to: AppliesTo = Field(description="Whom the actions are for.")
    after: Integer | None = Field(
        None, ge=0, description="How many of the common actions come before these; without it, all."
    )
    actions: TextList = Field(description="What these organisations do, in order.")


class Incident(Entry):
    """An incident level with its deadlines."""

    spec: ClassVar[KindSpec[Incident]] = KindSpec(
        kind="incidents",
        group="act",
        nav_order=40,
        summary_fields=("level", "first_action_within"),
        is_binding=True,
        search=SearchSpec(leads=("summary", "criteria")),
        bindings={
            "criteria": Reworded(),
            "actions": Reworded(),
            "actions_for": Reworded(),
            "first_action_within": ShorterIsStricter(),
            "update_every": ShorterIsStricter(),
            "lead": Changed(),
            "notify": Changed(in_any_order=True),
            "pause_scheduled": Changed(),
            "staff_line": Reworded(),
            "level": Changed(),
        },
    )

    level: Integer = Field(ge=1, le=9, description="1 is the least serious.")
    criteria: TextList = Field(description="What puts an event on this level.")
    actions: TextList = Field(description="What to do, in order.")
    actions_for: list[ActionsFor] = Field([], description="Further actions for some organisations.")
    first_action_within: ValueRef = Field(description="The value for how soon to act.")
    update_every: ValueRef = Field(description="The value for how often to report the situation.")
    lead: RoleRef = Field(description="The role that leads.")
    notify: list[ContactOrRoleRef] = Field(description="Whom to notify.")
    pause_scheduled: bool = Field(description="Whether scheduled posts are paused.")
    staff_line: Text = Field(description="What everyone else may say.")
