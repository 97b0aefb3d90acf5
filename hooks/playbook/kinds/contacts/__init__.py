"""Contacts: functions in the organisation, never named people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from ...model.directions import Changed, Explains, Reworded
from ...model.entry import Entry
from ...model.kind_parts import ContactOption, ContactOptions, SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ContactRef
from ...model.settings import Clock, Weekday
from ...model.types import FrozenModel, Prose, Text, WebAddress
from .checks import check, check_open_hours

Email = Annotated[str, StringConstraints(pattern=r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{4,24}$")]


class Address(FrozenModel):
    """How to contact a function."""

    email: Email | None = Field(None, description="A group's address.")
    chat: str | None = Field(
        None, examples=['"#press"'], description="A channel in the organisation's chat."
    )
    phone: Phone | None = Field(None, description="A telephone number.")
    form: WebAddress | None = Field(None, description="A form's address.")


class OpenHours(FrozenModel):
    """Days with the same hours, in the organisation's time zone."""

    days: list[Weekday] = Field(min_length=1, description="The days.")
    opens: Clock = Field(alias="from", description="When the function begins to answer, as HH:MM.")
    closes: Clock = Field(alias="to", description="When it stops answering, as HH:MM.")


def _contact_options(address: Address) -> Iterator[ContactOption]:
    """The ways to contact a function. A chat has no URL."""
    if address.phone:
        number = address.phone.replace(" ", "").replace("-", "")
        yield ContactOption(label="contact.phone", text=address.phone, url=f"tel:{number}")
    if address.email:
        yield ContactOption(label="", text=address.email, url=f"mailto:{address.email}")
    if address.chat:
        yield ContactOption(label="contact.chat", text=address.chat, url="")
    if address.form:
        yield ContactOption(label="contact.form", text="", url=address.form)


class Contact(Entry):
    """A function to turn to."""

    spec: ClassVar[KindSpec[Contact]] = KindSpec(
        kind="contacts",
        group="act",
        nav_order=50,
        is_reference_target=True,
        summary_fields=("address", "hours", "open_hours"),
        is_binding=True,
        example_id="press-desk",
        search=SearchSpec(
            leads=("summary", "for"),
            action=lambda contact: ContactOptions([*_contact_options(contact.address)]),
        ),
        staff_fields=("address.chat",),
        dropped_references=("backup",),
        checks=(check_open_hours,),
        choices={"days": "contact.day"},
        findings=(check,),
        bindings={
            "address": Changed(),
            "hours": Reworded(),
            "open_hours": Changed(),
            "purpose": Reworded(),
            "backup": Explains(),
        },
    )

    purpose: Prose = Field(alias="for", description="What to turn to it for.")
    address: Address = Field(description="How to reach it.")
    hours: Text = Field(description="When it answers.")
    open_hours: list[OpenHours] = Field(
        [], description="The same hours day by day, in a form that programs can read."
    )
    backup: ContactRef | None = Field(None, description="Where to turn when it does not answer.")
