"""The seven keys."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import AnyRef, Integer, Prose, TextList


class Key(Entry):
    """One of the seven keys to social media that work."""

    kind: ClassVar[str] = "keys"
    group: ClassVar[Group] = "plan"
    nav_order: ClassVar[int] = 80
    summary_fields: ClassVar[tuple[str, ...]] = ("order", "statement")

    order: Integer = Field(ge=1, description="The key's number, 1 to 7.")
    statement: Prose = Field(description="The key in a sentence.")
    why: Prose = Field(description="Why it matters.")
    how: TextList = Field(description="How to do it, step by step.")
    self_check: TextList = Field(description="Questions to ask oneself.")
    leads_to: list[AnyRef] = Field([], description="Rules and roles that the key leads to.")
