"""Themes: what to talk about, from people's needs and from the aims of a conversation."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Explains
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import FlowRef, StrategyRef, TemplateRef
from ...model.types import Integer, Prose, TextList


class Theme(Entry):
    """A human need to meet, or an aim of a conversation."""

    spec: ClassVar[KindSpec[Theme]] = KindSpec(
        kind="themes",
        group="plan",
        nav_order=110,
        is_binding=False,
        choices={"type": "theme"},
        search=SearchSpec(leads=("summary", "guidance")),
        bindings={
            "type": Explains(),
            "level": Explains(),
            "guidance": Explains(),
            "prompts": Explains(),
            "good_examples": Explains(),
            "purposes": Explains(),
            "flows": Explains(),
            "templates": Explains(),
            "measure": Explains(),
        },
    )

    type: Literal["need", "aim"] = Field(description="A need of the reader, or an aim of ours.")
    level: Integer | None = Field(
        None, ge=1, le=5, description="The need's level, 1 the most basic."
    )
    guidance: Prose = Field(description="What people look for here, and how to meet it.")
    prompts: TextList = Field(description="Ideas for posts.")
    good_examples: TextList = Field(description="Posts that do it well.")
    purposes: list[StrategyRef] = Field([], description="Purposes that the theme serves.")
    flows: list[FlowRef] = Field([], description="Decision flows that help.")
    templates: list[TemplateRef] = Field([], description="Replies that help.")
    measure: StrategyRef | None = Field(None, description="The goal by which it is measured.")
