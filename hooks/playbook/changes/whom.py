"""Whom a change concerns, and which entries a value touches."""

from __future__ import annotations

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.types import TextMarker, ValueName
from ..prose.markdown import names
from .change import Concerns


def users(playbook: Playbook, value: str) -> list[str]:
    """The ids of the entries whose texts or fields use a value, in their order."""
    users = []
    for id, found in playbook.found.items():
        in_texts = (
            value in names(words if isinstance(words, str) else "\n".join(words))
            for one in found if isinstance(one.marker, TextMarker)
            for words in one.value.values()
        )  # fmt: skip
        by_name = (one.value == value for one in found if isinstance(one.marker, ValueName))
        if playbook.entries[id].status == "current" and (any(by_name) or any(in_texts)):
            users.append(id)
    return users


def concerns(*entries: Entry) -> Concerns:
    """Whom some entries concern together; whoever has no limit makes it everyone."""

    def together(side: str) -> tuple[str, ...]:
        parts = [getattr(entry.applies_to, side) for entry in entries]
        return () if not all(parts) else tuple(sorted({item for part in parts for item in part}))

    roles = together("roles")
    if not roles and [entry.kind for entry in entries] == ["roles"]:
        roles = (entries[0].id,)
    return Concerns(roles, together("account"), together("sector"), together("countries"))
