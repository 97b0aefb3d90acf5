"""The header that every entry has, whatever its kind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from .types import (
    AnyRef,
    Country,
    Date,
    LegalRef,
    Part,
    RoleRef,
    Slug,
    Text,
    Texts,
    Whole,
)

Sector = Literal["company", "public_body"]
AccountKind = Literal["personal", "official"]
Status = Literal["draft", "current", "retired"]
Verdict = Literal["yes", "yes_if", "ask_first", "no"]
Layout = Literal["chapter", "entry", "kind"]
Group = Literal["act", "rules", "plan", "places", "words"]


class AppliesTo(Part):
    """Whom an entry concerns; an empty list leaves that side open to everyone."""

    account: list[AccountKind] = Field([], description="Personal or official accounts.")
    sector: list[Sector] = Field([], description="Companies or public bodies.")
    countries: list[Country] = Field([], description="Countries of the post's audience.")
    roles: list[RoleRef] = Field([], description="Roles that the entry concerns.")


EVERYONE = AppliesTo()
"""The scope of what concerns everyone."""


class Inherited(Part):
    """The header fields that a file's ``defaults`` may set for all its entries."""

    owner: RoleRef | None = Field(None, description="The role that answers for the entry.")
    reviewed: Date | None = Field(None, description="The day it was last reviewed; empty if never.")
    review_by: Date | None = Field(None, description="The day by which it is reviewed next.")
    applies_to: AppliesTo = Field(
        default_factory=lambda: EVERYONE, description="Whom it concerns; absent is everyone."
    )


class Silence(Part):
    """A warning that does not hold for an entry, for a reason and until a day."""

    code: Annotated[str, StringConstraints(pattern=r"^PB[0-9]{3}$")] = Field(
        description="The code of the warning, as the check shows it."
    )
    because: str = Field(
        min_length=1,
        max_length=400,
        examples=["The press desk is one person until May"],
        description="Why it does not hold here, for other editors.",
    )
    until: Date = Field(description="The day on which somebody decides again.")


class Entry(Inherited):
    """What every entry has. A kind is a subclass that adds fields of its own."""

    kind: ClassVar[str]
    """The kind's name: of its file or folder, its template and its label."""
    group: ClassVar[Group]
    """The group of sections that the kind stands in."""
    order_in_nav: ClassVar[int]
    """The kind's place among the sections of the handbook."""
    layout: ClassVar[Layout] = "kind"
    """A page for each chapter, for each entry, or one for the whole kind."""

    listed_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of its own that pages of other entries show, beside title and summary."""
    for_others: ClassVar[bool] = False
    """Whether the kind's entries are there for others to refer to, so that one alone is lost."""

    id: Slug = Field(description="A short English name, unique in the handbook and never reused.")
    title: Text = Field(description="What the entry is called.")
    summary: Text | None = Field(None, description="The entry in one sentence.")
    status: Status = Field("current", description="Draft, current or retired.")
    effective_from: Date | None = Field(None, description="The first day on which it applies.")
    effective_to: Date | None = Field(None, description="The last day on which it applies.")
    basis: list[LegalRef] = Field([], description="The legal references on which it rests.")
    asked_as: Texts | None = Field(None, description="How people ask for it when they search.")
    tags: list[Slug] = Field([], description="Subjects, for finding and comparing entries.")
    see_also: list[AnyRef] = Field([], description="Entries worth reading next.")
    previous_ids: list[Slug] = Field([], description="Ids that the entry had before.")
    replaced_by: AnyRef | None = Field(None, description="What replaced a retired entry.")
    retired_because: Text | None = Field(None, description="Why a retired entry was retired.")
    silence: list[Silence] = Field(
        [],
        examples=["[{code: PB721, because: The press desk is one person, until: 2026-12-31}]"],
        description="Warnings that are right in general and wrong about this entry.",
    )


class Chapter(Part):
    """A chapter of a kind: the page that holds its entries."""

    listed_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of its own that pages of other entries show, beside title and summary."""

    id: Slug = Field(description="A short English name: the chapter's address.")
    title: Text = Field(description="The heading of the chapter.")
    summary: Text = Field(description="What the chapter is about, in a sentence or two.")
    order: Whole = Field(ge=1, description="The chapter's place among its kind's chapters.")
