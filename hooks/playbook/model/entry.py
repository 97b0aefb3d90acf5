"""The header that every entry has, whatever its kind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from .directions import (
    Bindings,
    Changed,
    Explains,
    NotCompared,
    ReviewDate,
    Scope,
    Verdict,
)
from .kind_spec import Group, KindSpec, Layout
from .referenced_kinds import AnyRef, LegalRef, RoleRef
from .types import ByLanguage, Country, Date, FrozenModel, Integer, Slug, Text, TextList

Sector = Literal["company", "municipal_company", "publicly_funded_provider", "public_body"]
"""The kinds of organisation, from private to public."""
AccountKind = Literal["personal", "official"]
Status = Literal["draft", "current", "retired"]
Audience = Literal["staff", "public"]

__all__ = ["Group", "Layout", "Verdict"]


class AppliesTo(FrozenModel):
    """Whom an entry applies to; an empty list means everyone."""

    account: list[AccountKind] = Field([], description="Personal or official accounts.")
    sector: list[Sector] = Field([], description="The kinds of organisation.")
    countries: list[Country] = Field([], description="Countries of the post's audience.")
    employee_countries: list[Country] = Field([], description="Where the employee works.")
    roles: list[RoleRef] = Field([], description="Roles that the entry concerns.")


EVERYONE = AppliesTo()
"""The scope that includes everyone."""


class InheritedFields(FrozenModel):
    """The header fields that a file's ``defaults`` may set for all its entries."""

    owner: RoleRef | None = Field(None, description="The role that answers for the entry.")
    reviewed: Date | None = Field(None, description="The day of the last review; empty if never.")
    review_by: Date | None = Field(None, description="The day by which the next review is due.")
    applies_to: AppliesTo = Field(
        default_factory=lambda: EVERYONE,
        description="Whom the entry concerns; without it, everyone.",
    )
    audience: Audience | None = Field(
        None, description="Who may read the entry: staff, which is the default, or the public."
    )


class Suppression(FrozenModel):
    """A suppressed warning, with a reason and an end date."""

    code: Annotated[str, StringConstraints(pattern=r"^PB[0-9]{3}$")] = Field(
        description="The code of the warning, as the check shows it."
    )
    because: str = Field(
        min_length=1,
        max_length=400,
        examples=["The press desk is one person until May"],
        description="Why the warning does not apply here, for other editors.",
    )
    until: Date = Field(
        description="The last day of the suppression; after it, somebody decides again."
    )


class Entry(InheritedFields):
    """The header fields of every entry. Each kind is a subclass with additional fields."""

    spec: ClassVar[KindSpec[Any]]
    """What the kind is, and how its entries are shown and compared."""
    kind: ClassVar[str]
    """The kind's name."""

    id: Slug = Field(description="A short English name, unique in the handbook and never reused.")
    title: Text = Field(description="What the entry is called.")
    summary: Text | None = Field(None, description="The entry in one sentence.")
    status: Status = Field("current", description="Draft, current or retired.")
    effective_from: Date | None = Field(None, description="The first day on which it applies.")
    effective_to: Date | None = Field(None, description="The last day on which it applies.")
    basis: list[LegalRef] = Field([], description="The legal references on which it rests.")
    asked_as: TextList | None = Field(None, description="How people ask for it when they search.")
    tags: list[Slug] = Field([], description="Subjects, for finding and comparing entries.")
    see_also: list[AnyRef] = Field([], description="Entries worth reading next.")
    previous_ids: list[Slug] = Field([], description="Ids that the entry had before.")
    replaced_by: AnyRef | None = Field(None, description="What replaced a retired entry.")
    retired_because: Text | None = Field(None, description="Why a retired entry was retired.")
    suppress: list[Suppression] = Field(
        [],
        examples=["[{code: PB721, because: The press desk is one person, until: 2026-12-31}]"],
        description="Warnings that are right in general and wrong about this entry.",
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls.kind = cls.spec.kind


def headline(entry: Entry) -> ByLanguage:
    """The text that represents an entry in lists, on its own page and in data files."""
    text: ByLanguage = getattr(entry, entry.spec.headline)
    return text


class Chapter(FrozenModel):
    """A chapter of a kind: the page that holds its entries."""

    summary_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that other pages show in addition to title and summary."""

    id: Slug = Field(description="A short English name: the chapter's address.")
    title: Text = Field(description="The heading of the chapter.")
    summary: Text = Field(description="What the chapter is about, in a sentence or two.")
    order: Integer = Field(ge=1, description="The chapter's place among its kind's chapters.")
    audience: Audience | None = Field(
        None, description="Who may read its title and summary: staff (the default) or the public."
    )


HEADER_BINDINGS: Bindings = {
    "applies_to": Scope(),
    "audience": Explains(),
    "owner": Changed(),
    "effective_from": Changed(),
    "effective_to": Changed(),
    "reviewed": ReviewDate(),
    "review_by": ReviewDate(),
    "id": NotCompared(),
    "title": Explains(),
    "summary": Explains(),
    "status": NotCompared(),
    "basis": Explains(in_any_order=True),
    "asked_as": Explains(per_language=True),
    "tags": Explains(in_any_order=True),
    "see_also": Explains(in_any_order=True),
    "previous_ids": NotCompared(),
    "replaced_by": NotCompared(),
    "retired_because": NotCompared(),
    "suppress": NotCompared(),
}
"""The direction of each header field."""
