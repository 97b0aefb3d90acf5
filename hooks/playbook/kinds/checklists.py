"""Checklists."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group, Layout
from ..model.types import FrozenModel, Prose, RoleRef, Text, ValueRef


class Step(FrozenModel):
    """One thing to do and tick."""

    text: Prose = Field(description="What to do.")
    role: RoleRef | None = Field(None, description="The role that does it.")
    within: ValueRef | None = Field(None, description="The value for how soon.")


class Checklist(Entry):
    """Steps to take when something happens."""

    kind: ClassVar[str] = "checklists"
    group: ClassVar[Group] = "act"
    nav_order: ClassVar[int] = 30
    is_reference_target: ClassVar[bool] = True
    layout: ClassVar[Layout] = "entry"

    trigger: Text = Field(description="When to use it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
