"""The audience of a change, and the entries that use a value."""

from __future__ import annotations

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..model.types import TextMarker, ValueMarker
from ..prose.markdown import placeholder_names
from .change import Audience


def entries_using(playbook: Playbook, value: str) -> list[str]:
    """The ids of the entries whose texts or fields use a value, in the order of the playbook."""
    using = []
    for id, fields in playbook.marked_values.items():
        in_texts = (
            value in placeholder_names(words if isinstance(words, str) else "\n".join(words))
            for field in fields if isinstance(field.marker, TextMarker)
            for words in field.value.values()
        )  # fmt: skip
        by_name = (
            field.value == value for field in fields if isinstance(field.marker, ValueMarker)
        )
        if playbook.entries[id].status == "current" and (any(by_name) or any(in_texts)):
            using.append(id)
    return using


def concerns(*entries: Entry) -> Audience:
    """The combined audience of some entries: everyone, if one of them has no limit."""

    def union(field: str) -> tuple[str, ...]:
        parts = [getattr(entry.applies_to, field) for entry in entries]
        return () if not all(parts) else tuple(sorted({item for part in parts for item in part}))

    roles = union("roles")
    if not roles and [entry.kind for entry in entries] == [ROLES]:
        roles = (entries[0].id,)
    return Audience(roles, union("account"), union("sector"), union("countries"))
