"""The seven keys to social media that work."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Explains, Reworded
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import AnyRef
from ...model.types import Integer, Prose, TextList
from .checks import check
from .picture import keys_motif, keys_picture


class Key(Entry):
    """One of the seven keys to social media that work."""

    spec: ClassVar[KindSpec[Key]] = KindSpec(
        kind="keys",
        group="plan",
        nav_order=80,
        summary_fields=("order", "statement"),
        is_binding=False,
        search=SearchSpec(leads=("statement", "summary", "why")),
        checks=(check,),
        template_functions=(keys_motif, keys_picture),
        bindings={
            "statement": Reworded(),
            "order": Explains(),
            "why": Explains(),
            "how": Explains(),
            "self_check": Explains(),
            "leads_to": Explains(),
        },
    )

    order: Integer = Field(ge=1, description="The key's number, from 1.")
    statement: Prose = Field(description="The key in a sentence.")
    why: Prose = Field(description="Why it matters.")
    how: TextList = Field(description="How to do it, step by step.")
    self_check: TextList = Field(description="Questions to ask oneself.")
    leads_to: list[AnyRef] = Field([], description="Rules and roles that the key leads to.")
