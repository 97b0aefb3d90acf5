"""The models of ``playbook.yml``, the settings of an organisation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .contribute import Contribute
from .entry import Sector
from .feedback import FeedbackAddress
from .repository import Repository
from .types import Country, Date, FrozenModel, Integer, Name, Slug, Text, WebAddress
from .values import Value

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
_ACKNOWLEDGE_LINK = r"^(https://|mailto:)([!-z|~]|\{(version|hash|role)\})+$"


class OfficeHours(FrozenModel):
    """When the organisation answers, in its own time zone."""

    days: list[Weekday] = Field(min_length=1, description="The working days.")
    opens: Clock = Field(description="When the day begins, as HH:MM.")
    closes: Clock = Field(description="When the day ends, as HH:MM.")


class Organisation(FrozenModel):
    """Who the handbook belongs to."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        examples=["Exempelbolaget"], description="The name, inserted as {organisation}."
    )
    sector: Sector = Field(description="The kind of organisation; selects the entries shown.")
    countries: list[Country] = Field(min_length=1, description="Where the handbook's readers are.")
    time_zone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]+$")] = Field(
        examples=["Europe/Stockholm"], description="An IANA time zone."
    )
    office_hours: OfficeHours = Field(description="When the organisation answers.")


ImagePath = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""The path of an image, relative to ``docs``."""


class Images(FrozenModel):
    """The organisation's own images, by their paths in ``docs/``."""

    logo: ImagePath | None = Field(
        None, examples=["images/logo.svg"], description="Shown at the top of every page."
    )
    icon: ImagePath | None = Field(
        None, examples=["images/icon.svg"], description="Shown in the tab of the browser."
    )
    social: ImagePath | None = Field(
        None,
        examples=["images/card.png"],
        description="Shown where a link to a page is shared; 1200 by 630 pixels.",
    )


HeadingFont = Annotated[
    str,
    StringConstraints(
        pattern=r"^(serif|system|sans|[A-Za-z0-9_][A-Za-z0-9_./-]*\.woff2)$", max_length=200
    ),
]
"""A font by its name, or the path of a font relative to ``docs``."""


class ReviewRules(FrozenModel):
    """How often texts are reviewed."""

    every_months: Integer = Field(12, ge=1, le=120, description="Months between reviews.")
    warn_days: Integer = Field(
        30, ge=0, le=3_650, description="How many days before a review it is announced."
    )
    legal_check_months: Integer = Field(
        12, ge=1, le=120, description="Months until a legal check is too old."
    )


class Decision(FrozenModel):
    """Who decided on a release."""

    by: Text = Field(description="The function that decided.")
    on: Date = Field(description="The day of the decision.")
    reference: str = Field(
        min_length=1, max_length=80, examples=["Protokoll 4"], description="The case or minutes."
    )


class AcknowledgeQuiz(FrozenModel):
    """What a reader achieves in the quiz of their role before the link to confirm appears."""

    right: Integer = Field(ge=1, le=50, description="How many answers must be right.")
    of: Integer = Field(ge=1, le=50, description="How many questions are asked.")


class PublicEdition(FrozenModel):
    """The edition for everybody, with what is marked ``audience: public``."""

    address: WebAddress = Field(
        examples=["https://www.example.com/social-media/"],
        description="Its web address, which is not that of the whole handbook.",
    )


class Settings(FrozenModel):
    """``playbook.yml``: the organisation, its languages and its norms."""

    format: Literal["2"] = Field(description="The data format; see UPGRADE.md.")
    organisation: Organisation = Field(
        examples=["{name: Exempelbolaget, sector: company, countries: [SE], …}"],
        description="Who the handbook belongs to.",
    )
    title: Text | None = Field(
        None,
        examples=["{sv: Sociala medier, en: Social media}"],
        description="The handbook's name; without it, the site_name of mkdocs.yml.",
    )
    languages: list[Language] = Field(
        min_length=1, description="The languages; the first is the default."
    )
    kinds: list[Slug] = Field(
        [],
        examples=["[faq]"],
        description="Kinds of entry from installed packages, besides those of the generator.",
    )
    public: bool = Field(description="Whether search engines may list the handbook.")
    public_edition: PublicEdition | None = Field(
        None,
        examples=['{address: "https://www.example.com/social-media/"}'],
        description="The edition with what is marked audience: public; without it, there is none.",
    )
    brand_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = Field(
        description="One colour, as #rrggbb, from which the palette is made."
    )
    heading_font: HeadingFont = Field(
        "serif",
        examples=["fonts/brand.woff2"],
        description="The font of headings: serif, which is Source Serif 4; system, a serif of the"
        " reader's system; sans, that of the text; or the path of a WOFF2 file of at most 25 kB in"
        " docs/.",
    )
    images: Images = Field(
        Images(),
        examples=["{logo: images/logo.svg, icon: images/icon.svg}"],
        description="The organisation's own images; without them, they are drawn in its colour.",
    )
    repository: Repository = Field(description="Where the data is kept.")
    contribute: Contribute = Field(
        Contribute(),
        examples=['{report: ["mailto:handbook@example.com?subject={title}"]}'],
        description="How readers report mistakes and suggest changes.",
    )
    review: ReviewRules = Field(ReviewRules(), description="How often texts are reviewed.")
    starter: bool = Field(False, description="Whether this is starter text, not yet adopted.")
    missing_text: Literal["error", "notice"] = Field(
        "error", description="How a missing translation is reported."
    )
    release: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]+$")] = Field(
        examples=["1.2.0"], description="The version of the handbook."
    )
    decided: Decision | None = Field(
        None,
        examples=["{by: {all: Styrelsen}, on: 2026-03-31, reference: Protokoll 4}"],
        description="Who decided on this release.",
    )
    acknowledge_link: Annotated[str, StringConstraints(pattern=_ACKNOWLEDGE_LINK)] | None = Field(
        None,
        examples=['"https://forms.example.com/read?v={version}&proof={hash}&role={role}"'],
        description="Where a reader confirms that a release was read: {version}, {hash} (the"
        " SHA-256 of its playbook.json) and {role} are filled in. Without it there is no such "
        "link.",
    )
    acknowledge_quiz: AcknowledgeQuiz | None = Field(
        None,
        examples=["{right: 8, of: 10}"],
        description="The quiz of the reader's role comes before that link. Without it, there is "
        "no condition.",
    )
    feedback_address: FeedbackAddress | None = Field(
        None,
        examples=["https://forms.example.com/handbook/feedback"],
        description="Where a reader's yes or no to the question whether an entry was of help is"
        " sent, and searches without an answer. Without it, readers are not asked.",
    )
    values: dict[Name, Value] = Field(
        {},
        examples=["{reply_within: {duration: {amount: 1, unit: working_days}}}"],
        description="The norms, inserted in texts as {name}.",
    )
