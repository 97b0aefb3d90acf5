"""Further reading."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Explains
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec
from ...model.kind_spec import KindSpec
from ...model.types import Integer, Prose, WebAddress


class Reading(Entry):
    """A book or an article worth reading."""

    spec: ClassVar[KindSpec[Reading]] = KindSpec(
        kind="reading",
        group="words",
        nav_order=160,
        is_binding=False,
        search=SearchSpec(names=("author",), leads=("summary", "why")),
        bindings={
            "author": Explains(),
            "year": Explains(),
            "url": Explains(),
            "why": Explains(),
        },
    )

    author: str = Field(
        min_length=1, max_length=120, examples=["Lena Leigert"], description="Who wrote it."
    )
    year: Integer = Field(ge=1000, le=2999, description="When it was published.")
    url: WebAddress | None = Field(None, description="Where it can be read.")
    why: Prose = Field(description="Why it is worth the time.")
