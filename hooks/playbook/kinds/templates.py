"""Reply templates: words to start from."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import Name, Prose, Text


class Template(Entry):
    """A reply to copy, fill and make one's own."""

    kind: ClassVar[str] = "templates"
    group: ClassVar[Group] = "act"
    nav_order: ClassVar[int] = 20
    is_reference_target: ClassVar[bool] = True

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
