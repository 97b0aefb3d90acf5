"""Checklists."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Reworded
from ...model.entry import AppliesTo, Entry
from ...model.kind_parts import SearchSpec, Steps
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import RoleRef
from ...model.types import FrozenModel, Prose, Text, ValueRef


class Step(FrozenModel):
    """One thing to do and tick."""

    text: Prose = Field(description="What to do.")
    role: RoleRef | None = Field(None, description="The role that does it.")
    within: ValueRef | None = Field(None, description="The value for how soon.")
    applies_to: AppliesTo | None = Field(None, description="Whom the step is for.")


class Checklist(Entry):
    """Steps to take when something happens."""

    spec: ClassVar[KindSpec[Checklist]] = KindSpec(
        kind="checklists",
        group="act",
        nav_order=30,
        layout="entry",
        is_reference_target=True,
        is_binding=True,
        example_id="before-posting",
        search=SearchSpec(
            leads=("summary", "trigger"),
            action=lambda checklist: Steps([step.text for step in checklist.steps]),
        ),
        concerns_role=lambda checklist, role: any(step.role == role for step in checklist.steps),
        scripts=("ticks",),
        bindings={
            "trigger": Reworded(),
            "steps": Reworded(),
        },
    )

    trigger: Text = Field(description="When to use it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
