"""Reply templates: words to start from."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Explains, Reworded
from ...model.entry import Entry
from ...model.kind_parts import SearchSpec, Slots
from ...model.kind_spec import KindSpec
from ...model.types import Name, Prose, Text


class Template(Entry):
    """A reply to copy, fill and make one's own."""

    spec: ClassVar[KindSpec[Template]] = KindSpec(
        kind="templates",
        group="act",
        nav_order=20,
        is_reference_target=True,
        is_binding=False,
        example_id="thanks",
        search=SearchSpec(leads=("summary", "use_when")),
        slots=Slots("text", "slots"),
        scripts=("slots",),
        bindings={
            "use_when": Reworded(),
            "never_when": Reworded(),
            "text": Explains(),
            "slots": Explains(),
        },
    )

    text: Text = Field(
        description="The reply, as several plain lines; {slot} is filled by the writer."
    )
    slots: dict[Name, Text] = Field(
        {},
        examples=["{name: {sv: Personens förnamn, en: The person's first name}}"],
        description="The slots by name, and what goes in each.",
    )
    use_when: Prose = Field(description="When it fits.")
    never_when: Prose | None = Field(None, description="When it must not be used.")
