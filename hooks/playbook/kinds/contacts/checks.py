"""Checks that contacts are functions, not people, and close after they open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...model.kind_spec import Finding
from ...model.playbook import Playbook
from ...problems import Code, Problem

if TYPE_CHECKING:
    from . import Contact

CLOSES_BEFORE_OPENING = Code("PB452", "error", "id", "closes", "opens")
PERSONAL_ADDRESS = Code("PB721", "warning", "email")
_TWO_NAMES = re.compile(r"([a-z]+(?:-[a-z]+)?)\.([a-z]+(?:-[a-z]+)?)[0-9]*@")
"""The beginning of an address of the form ``first.last@``."""
FUNCTION_NAMES = frozenset({
    "abuse", "admin", "arkiv", "archive", "communications", "contact", "dataskydd", "desk",
    "dpo", "duty", "editor", "events", "fraga", "group", "grupp", "help", "helpdesk", "hr",
    "info", "investor", "it", "jobb", "jobs", "jour", "kommunikation", "kontakt", "kund",
    "kundservice", "kundtjanst", "legal", "mail", "marketing", "marknad", "media",
    "moderation", "news", "office", "post", "press", "privacy", "public", "redaktion",
    "registrator", "registry", "relations", "sales", "security", "service", "social",
    "sociala", "staff", "support", "team", "trust", "web", "webb",
})  # fmt: skip
"""Words that name a function: ``press.desk@`` is not a personal address."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Addresses of the form ``first.last@``."""
    for entry in playbook.of_kind("contacts"):
        contact = cast("Contact", entry)
        if contact.status == "current" and contact.address.email:
            names = _TWO_NAMES.match(contact.address.email)
            if names and not FUNCTION_NAMES.intersection(part for part in names.groups()):
                location = playbook.origins[contact.id].location(("address", "email"))
                yield contact.id, PERSONAL_ADDRESS.at(location, email=contact.address.email)


def check_open_hours(playbook: Playbook) -> Iterator[Problem]:
    """Contacts that close before they open."""
    for entry in playbook.of_kind("contacts"):
        for index, open_hours in enumerate(cast("Contact", entry).open_hours):
            opens, closes = open_hours.opens, open_hours.closes
            if closes <= opens:
                location = playbook.origins[entry.id].location(("open_hours", index, "to"))
                yield CLOSES_BEFORE_OPENING.at(location, id=entry.id, opens=opens, closes=closes)
