"""The strategy: vision, mission, purposes and goals."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Changed, Explains, Reworded
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ChannelRef, StrategyRef
from ...model.types import FrozenModel, Month, Number, Prose, Text
from .charts import by_channel, by_purpose, result_chart, spent_caption, spent_chart


class Result(FrozenModel):
    """The result and cost of a month."""

    month: Month = Field(description="The month, as YYYY-MM.")
    result: Number = Field(description="What was reached, in the goal's unit.")
    hours: Number | None = Field(None, ge=0, description="Working hours spent.")
    value: Number | None = Field(
        None, description="What it was worth, in the organisation's currency."
    )
    channel: ChannelRef | None = Field(None, description="The channel, where it was only one.")


class Strategy(Entry):
    """A part of the strategy."""

    spec: ClassVar[KindSpec[Strategy]] = KindSpec(
        kind="strategy",
        group="plan",
        nav_order=100,
        is_binding=False,
        choices={"part": "strategy"},
        example_id="vision",
        search=SearchSpec(leads=("statement", "summary", "why")),
        template_functions=(by_channel, by_purpose, result_chart, spent_caption, spent_chart),
        bindings={
            "statement": Reworded(),
            "target": Changed(),
            "metric": Reworded(),
            "part": Explains(),
            "why": Explains(),
            "target_group": Explains(),
            "channels": Explains(in_any_order=True),
            "purpose": Explains(),
            "unit": Explains(),
            "baseline": Explains(),
            "period": Explains(),
            "hours": Explains(),
            "value": Explains(),
            "results": Explains(),
        },
    )

    part: Literal["vision", "mission", "purpose", "goal"] = Field(description="Which part it is.")
    statement: Prose = Field(description="What we want.")
    why: Prose | None = Field(None, description="Why we want it.")
    target_group: Text | None = Field(None, description="For whom, in a purpose.")
    channels: list[ChannelRef] = Field([], description="Where we do it.")
    purpose: StrategyRef | None = Field(None, description="The purpose that a goal serves.")
    metric: Text | None = Field(None, description="What a goal measures.")
    unit: Text | None = Field(None, description="The unit of the metric.")
    baseline: Number | None = Field(None, description="The figure when the goal was set.")
    target: Number | None = Field(None, description="The figure to reach.")
    period: Text | None = Field(None, description="The time in which to reach the goal.")
    hours: Number | None = Field(None, ge=0, description="Working hours a month set aside for it.")
    value: Text | None = Field(None, description="What reaching it is worth.")
    results: list[Result] = Field([], description="The results, month by month.")
