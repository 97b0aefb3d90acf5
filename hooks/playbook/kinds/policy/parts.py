"""The parts of a rule: its exceptions, examples and sanctions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ...model.directions import Bindings, Changed, Reworded
from ...model.entry import AppliesTo, Verdict
from ...model.referenced_kinds import ContactOrRoleRef, LegalRef
from ...model.types import Date, FrozenModel, Integer, Prose, ProseList, Text, TextList

Match = Literal["all", "any"]


class RuleException(FrozenModel):
    """A case with a different answer."""

    when: AppliesTo = Field(AppliesTo(), description="Whom the exception concerns.")
    verdict: Verdict | None = Field(None, description="What one may or must do in this case.")
    answer: Prose | None = Field(None, description="The answer in this case if `asks` is `what`.")
    text: Prose = Field(description="The case, and what applies in it.")
    conditions: ProseList | None = Field(None, description="What must hold for the exception.")
    conditions_match: Match | None = Field(
        None, description="Whether all conditions must hold, or any; without it, all."
    )
    start: Date | None = Field(None, alias="from", description="The first day of the exception.")
    end: Date | None = Field(None, alias="to", description="The last day of the exception.")
    every_years: Integer | None = Field(
        None, ge=1, le=20, description="How many years later the period recurs; empty if never."
    )
    basis: list[LegalRef] = Field([], description="The legal references on which it rests.")


class Examples(FrozenModel):
    """What following and breaking the rule look like at work."""

    do: TextList = Field(description="Examples of doing it right.")
    dont: TextList = Field(description="Examples of doing it wrong.")


class ExamplesFor(FrozenModel):
    """Further examples for some organisations."""

    applies_to: AppliesTo = Field(description="Whom the examples are for.")
    do: TextList | None = Field(None, description="Examples of doing it right.")
    dont: TextList | None = Field(None, description="Examples of doing it wrong.")


class Sanction(FrozenModel):
    """A step of the ladder of sanctions: what a breach leads to, and who decides."""

    breach: Text = Field(
        examples=["{sv: Första gången, en: The first time}"],
        description="Which breach: the first, a repeated or a serious one.",
    )
    text: Prose = Field(description="What follows.")
    decided_by: ContactOrRoleRef | None = Field(None, description="Who decides on it.")
    applies_to: AppliesTo | None = Field(None, description="Whom the step is for.")


SANCTION_BINDINGS: Bindings = {
    "decided_by": Changed(),
    "applies_to": Changed(),
    "breach": Reworded(),
    "text": Reworded(),
}
"""How a change of each field of a sanction is classified; the first one that changed decides."""
