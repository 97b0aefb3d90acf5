"""Frequently asked questions, in chapters."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from playbook.model.directions import Changed, Explains, Ordered, Reworded, ShorterIsStricter
from playbook.model.entry import Entry
from playbook.model.kind_parts import SearchSpec
from playbook.model.kind_spec import KindSpec
from playbook.model.referenced_kinds import RoleRef
from playbook.model.types import FrozenModel, Prose, Text, ValueRef


class Ask(FrozenModel):
    """Whom to ask, and about what."""

    role: RoleRef = Field(description="The role to ask.")
    about: Text = Field(description="What to ask about.")


class Faq(Entry):
    """A question that many people ask, and its answer."""

    spec: ClassVar[KindSpec[Faq]] = KindSpec(
        kind="faq",
        group="rules",
        nav_order=65,
        is_binding=True,
        bindings={
            "question": Explains(),
            "verdict": Ordered(("yes", "depends", "never")),
            "reply": Reworded(),
            "ask": Changed(),
            "within": ShorterIsStricter(),
            "pending": Explains(),
            "when": Reworded(),
        },
        layout="chapter",
        summary_fields=("question", "verdict"),
        choices={"verdict": "faq"},
        headline="question",
        deciding_fields=("verdict",),
        contact=lambda faq: faq.ask.role,
        deadline=lambda faq: faq.within,
        concerns_role=lambda faq, role: faq.ask.role == role,
        search=SearchSpec(leads=("reply",)),
    )

    question: Text = Field(description="The question, as people put it.")
    verdict: Literal["yes", "depends", "never"] = Field(description="The answer in a word.")
    reply: Prose = Field(description="The answer.")
    ask: Ask = Field(description="Whom to ask.")
    within: ValueRef = Field(description="The value for how soon they answer.")
    pending: bool = Field(False, description="Whether the answer is being discussed.")
    when: Text | None = Field(None, description="When the question comes up.")
