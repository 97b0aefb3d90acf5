"""The content of the crisis page: entries tagged ``crisis``, and the incident levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..model.entry import Entry
from .composed import CHECKLISTS, CONTACTS, FLOWS, INCIDENTS, REPLIES

if TYPE_CHECKING:
    from ..kinds.contacts import Contact
    from ..kinds.incidents import Incident

TAG = "crisis"
"""The tag of the contacts, checklists, replies and flows that the crisis page shows."""


@dataclass(frozen=True)
class Crisis:
    """The content of the crisis page: whom to call, first and then, and what to do."""

    primary_contacts: tuple[Contact, ...]
    notified_contacts: tuple[Contact, ...]
    checklists: tuple[Entry, ...]
    flows: tuple[Entry, ...]
    levels: tuple[Incident, ...]
    replies: tuple[Entry, ...]

    @property
    def calls(self) -> tuple[tuple[Contact, ...], ...]:
        """The contacts to call, with those that share a number together: one person may be several.

        Contacts without a phone stand alone.
        """
        by_number: dict[str, list[Contact]] = {}
        for contact in (*self.primary_contacts, *self.notified_contacts):
            digits = "".join(filter(str.isdigit, contact.address.phone or ""))
            by_number.setdefault(digits or contact.id, []).append(contact)
        return tuple(map(tuple, by_number.values()))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries on the page."""
        return (
            *self.primary_contacts,
            *self.notified_contacts,
            *self.checklists,
            *self.flows,
            *self.levels,
            *self.replies,
        )


def crisis_of(by_kind: Mapping[str, tuple[Entry, ...]]) -> Crisis:
    """The content of the crisis page, from the shown entries of each kind.

    The notified contacts are those with a phone that an incident level notifies.
    """

    def tagged(kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in by_kind.get(kind, ()) if TAG in entry.tags)

    levels = sorted(
        (cast("Incident", entry) for entry in by_kind.get(INCIDENTS, ())),
        key=lambda incident: -incident.level,
    )
    primary_contacts = tuple(cast("Contact", entry) for entry in tagged(CONTACTS))
    notified_ids = dict.fromkeys(id for level in levels for id in level.notify)
    contacts = {entry.id: cast("Contact", entry) for entry in by_kind.get(CONTACTS, ())}
    notified_contacts = tuple(
        contacts[id]
        for id in notified_ids
        if id in contacts and contacts[id].address.phone and contacts[id] not in primary_contacts
    )
    return Crisis(
        primary_contacts=primary_contacts,
        notified_contacts=notified_contacts,
        checklists=tagged(CHECKLISTS),
        flows=tagged(FLOWS),
        levels=tuple(levels),
        replies=tagged(REPLIES),
    )
