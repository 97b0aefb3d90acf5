"""Official accounts. The register never contains passwords or other secrets."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import Changed, Explains, FewerIsStricter, Ordered, ReviewDate
from ...model.entry import Entry
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ChannelRef, RoleRef
from ...model.types import Date, Prose, WebAddress


class Account(Entry):
    """An account in which the organisation speaks."""

    spec: ClassVar[KindSpec[Account]] = KindSpec(
        kind="accounts",
        group="places",
        nav_order=130,
        is_binding=True,
        example_id="company-page",
        deputy=lambda account: account.backup,
        staff_fields=("backup", "access", "two_factor", "recovery", "opened", "audited"),
        dropped_references=("channel",),
        choices={"two_factor": "two_factor"},
        bindings={
            "channel": Changed(),
            "backup": Changed(),
            "access": FewerIsStricter(),
            "url": Changed(),
            "two_factor": Ordered(("none", "sms", "app", "key")),
            "recovery": Explains(),
            "opened": Explains(),
            "audited": ReviewDate(),
        },
    )

    url: WebAddress = Field(description="The account's address.")
    channel: ChannelRef = Field(description="The channel it belongs to.")
    backup: RoleRef = Field(description="The role that can also log in.")
    access: list[RoleRef] = Field(description="The roles that have access.")
    two_factor: Literal["key", "app", "sms", "none"] = Field(
        description="How the second step of logging in is done."
    )
    recovery: Prose = Field(description="How we get the account back.")
    opened: Date | None = Field(None, description="The day it was opened.")
    audited: Date | None = Field(None, description="The day access was last reviewed.")
