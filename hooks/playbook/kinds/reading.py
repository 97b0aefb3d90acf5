"""Further reading."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import Integer, Prose, WebAddress


class Reading(Entry):
    """A book or an article worth reading."""

    kind: ClassVar[str] = "reading"
    group: ClassVar[Group] = "words"
    nav_order: ClassVar[int] = 160

    author: str = Field(
        min_length=1, max_length=120, examples=["Lena Leigert"], description="Who wrote it."
    )
    year: Integer = Field(ge=1000, le=2999, description="When it was published.")
    url: WebAddress | None = Field(None, description="Where it can be read.")
    why: Prose = Field(description="Why it is worth the time.")
