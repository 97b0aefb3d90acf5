"""The glossary: the words that the handbook and its readers use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Explains, Ordered, Reworded
from ...model.entry import Entry
from ...model.kind_parts import AvoidedTerm, SearchSpec, VocabularySpec, texts_of
from ...model.kind_spec import KindSpec
from ...model.types import Prose, Text, TextList


def _names(term: Term, language: str) -> Iterator[str]:
    yield term.title.get(language, "")
    yield from texts_of(term, "forms", language)
    yield from texts_of(term, "synonyms", language)


def _avoided(term: Term) -> AvoidedTerm | None:
    return None if term.use == "use" else AvoidedTerm(term.use, term.instead, term.forms or {})


class Term(Entry):
    """A term; its title is the word itself."""

    spec: ClassVar[KindSpec[Term]] = KindSpec(
        kind="glossary",
        group="words",
        nav_order=140,
        summary_fields=("forms", "definition"),
        is_binding=False,
        deciding_fields=("use",),
        choices={"use": "term"},
        index_fields=("synonyms",),
        search=SearchSpec(
            phrases=("synonyms", "forms"),
            leads=("definition", "summary"),
            same_as=_names,
        ),
        vocabulary=VocabularySpec(
            linked_forms=lambda term, language: (
                term.title.get(language, ""),
                *texts_of(term, "forms", language),
            ),
            avoided=_avoided,
            explains=("title", "forms", "synonyms", "summary"),
        ),
        bindings={
            "definition": Reworded(),
            "use": Ordered(("use", "avoid", "never")),
            "instead": Reworded(),
            "forms": Explains(per_language=True),
            "synonyms": Explains(per_language=True),
        },
    )

    definition: Prose = Field(description="What the term means here, in a sentence or two.")
    forms: TextList | None = Field(
        None,
        examples=["{sv: [modererar, modererade], en: [moderates, moderating]}"],
        description="Inflected forms that are linked in prose.",
    )
    synonyms: TextList | None = Field(None, description="Other words for it, for the search.")
    use: Literal["use", "avoid", "never"] = Field("use", description="Whether we use the word.")
    instead: Text | None = Field(None, description="What we write instead of an avoided word.")
