"""The glossary: the words that the handbook and its readers use."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..model.entry import Entry, Group
from ..model.types import Prose, Text, TextList


class Term(Entry):
    """A term; its title is the word itself."""

    kind: ClassVar[str] = "glossary"
    group: ClassVar[Group] = "words"
    nav_order: ClassVar[int] = 140
    summary_fields: ClassVar[tuple[str, ...]] = ("forms", "definition")

    definition: Prose = Field(description="What the term means here, in a sentence or two.")
    forms: TextList | None = Field(
        None,
        examples=["{sv: [modererar, modererade], en: [moderates, moderating]}"],
        description="Inflected forms that are linked in prose.",
    )
    synonyms: TextList | None = Field(None, description="Other words for it, for the search.")
    use: Literal["use", "avoid", "never"] = Field("use", description="Whether we write the word.")
    instead: Text | None = Field(None, description="What we write instead of an avoided word.")
