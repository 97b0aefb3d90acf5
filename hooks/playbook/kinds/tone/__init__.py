"""Tone rules: how the organisation speaks."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Explains, Reworded
from ...model.entry import AccountKind, Entry
from ...model.kind_spec import KindSpec
from ...model.post_check import Check, Situation
from ...model.types import FrozenModel, Prose, Text, TextList


class Pair(FrozenModel):
    """The same message, written badly and well."""

    bad: Text = Field(description="How not to put it.")
    good: Text = Field(description="How to put it.")
    why: Text = Field(description="What makes the second better.")
    account: AccountKind = Field("official", description="The account that would publish it.")
    situation: Situation = Field("post", description="Whether it is a post or a reply.")


class ToneRule(Entry):
    """A trait of the organisation's tone, with examples."""

    spec: ClassVar[KindSpec[ToneRule]] = KindSpec(
        kind="tone",
        group="rules",
        nav_order=70,
        summary_fields=("self_check",),
        is_binding=True,
        bindings={
            "trait": Reworded(),
            "but_not": Reworded(),
            "guidance": Reworded(),
            "pairs": Explains(),
            "self_check": Explains(),
            "checks": Explains(),
        },
    )

    trait: Text = Field(description="What we are, in a word or two.")
    but_not: Text = Field(
        examples=["{sv: påträngande, en: pushy}"],
        description="What that must not turn into; it follows the words 'but not'.",
    )
    guidance: Prose = Field(description="How to write so.")
    pairs: list[Pair] = Field(description="Examples, bad and good: the tests of the checks.")
    self_check: TextList | None = Field(
        None, description="What only a person can judge, as questions."
    )
    checks: list[Check] = Field([], description="What a program can look for in a post.")
