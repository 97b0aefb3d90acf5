"""Checklists."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group, Layout
from ..model.types import Part, Prose, RoleRef, Text, Values


class Step(Part):
    """One thing to do and tick."""

    text: Prose = Field(description="What to do.")
    role: RoleRef | None = Field(None, description="The role that does it.")
    within: Values | None = Field(None, description="The value for how soon.")


class Checklist(Entry):
    """Steps to take when something happens."""

    kind: ClassVar[str] = "checklists"
    group: ClassVar[Group] = "act"
    order_in_nav: ClassVar[int] = 30
    for_others: ClassVar[bool] = True
    layout: ClassVar[Layout] = "entry"

    trigger: Text = Field(description="When to use it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
