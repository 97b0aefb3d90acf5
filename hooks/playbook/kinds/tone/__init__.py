"""Tone rules: how the organisation speaks."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Explains, Reworded
from ...model.entry import Entry
from ...model.kind_parts import PostSpec, SearchSpec
from ...model.kind_spec import KindSpec
from ...model.post_check import Pair
from ...model.types import Prose, Text, TextList
from ...post.check import Check


class ToneRule(Entry):
    """A trait of the organisation's tone, with examples."""

    spec: ClassVar[KindSpec[ToneRule]] = KindSpec(
        kind="tone",
        group="rules",
        nav_order=70,
        summary_fields=("self_check",),
        is_binding=True,
        search=SearchSpec(leads=("summary", "guidance")),
        post=PostSpec(checks="checks", pairs="pairs", self_check="self_check"),
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
        description="What the trait must not turn into; follows the words 'but not'.",
    )
    guidance: Prose = Field(description="How to write in this tone.")
    pairs: list[Pair] = Field(description="Examples, bad and good: the tests of the checks.")
    self_check: TextList | None = Field(
        None, description="What only a person can judge, as questions."
    )
    checks: list[Check] = Field([], description="What a program can look for in a post.")
