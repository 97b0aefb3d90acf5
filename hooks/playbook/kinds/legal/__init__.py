"""Legal references: what the rules are based on. Not legal advice."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Changed, Explains, ReviewDate, Reworded
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec, VocabularySpec
from ...model.kind_spec import KindSpec
from ...model.types import Country, Date, Prose, Text, WebAddress


class Legal(Entry):
    """A law, a regulation, a judgment, the terms of a platform or guidance."""

    spec: ClassVar[KindSpec[Legal]] = KindSpec(
        kind="legal",
        group="words",
        nav_order=150,
        is_reference_target=True,
        is_binding=False,
        example_id="gdpr",
        search=SearchSpec(names=("number",), leads=("summary", "says")),
        vocabulary=VocabularySpec(explains=("title", "summary", "number", "source")),
        may_be_unlinked=lambda law: law.force == "repealed",  # PB715 reports it
        choices={"force": "force", "type": "source_type"},
        bindings={
            "type": Explains(),
            "force": Changed(),
            "says": Reworded(),
            "number": Changed(),
            "country": Explains(),
            "url": Explains(),
            "source": Explains(),
            "source_seen": ReviewDate(),
            "checked": ReviewDate(),
        },
    )

    type: Literal["law", "terms", "guidance"] = Field(
        "law",
        description="A law, regulation or judgment; terms of a platform; or guidance and methods. "
        "Only laws ask for a lawyer.",
    )
    number: str = Field(
        min_length=1,
        max_length=80,
        examples=["SFS 2008:486"],
        description="The number by which it is cited.",
    )
    country: Country = Field(description="Where it is in force: ISO code, or EU.")
    url: WebAddress = Field(description="Where it can be read.")
    says: Prose = Field(description="What it says that matters here, in our own words.")
    source: Text = Field(description="Where we read what it says.")
    force: Literal["in_force", "amended", "repealed", "upcoming", "to_check"] = Field(
        description="Whether it is in force; to_check until a lawyer has checked."
    )
    source_seen: Date = Field(description="The day the source was read.")
    checked: Date | None = Field(None, description="The day a lawyer checked it; empty if never.")
