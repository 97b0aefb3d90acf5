"""The audience of a change, and the entries that use a value."""

from __future__ import annotations

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..model.types import TextMarker, ValueMarker
from ..prose.markdown import placeholder_names
from .change import Audience


def ids_of_entries_using(playbook: Playbook, value: str) -> list[str]:
    """The ids of the current entries that use a value, in the order of the playbook."""
    ids = []
    for id, fields in playbook.marked_values.items():
        uses_in_texts = (
            value in placeholder_names(words if isinstance(words, str) else "\n".join(words))
            for field in fields if isinstance(field.marker, TextMarker)
            for words in field.value.values()
        )  # fmt: skip
        uses_in_fields = (
            field.value == value for field in fields if isinstance(field.marker, ValueMarker)
        )
        if playbook.entries[id].status == "current" and (any(uses_in_fields) or any(uses_in_texts)):
            ids.append(id)
    return ids


def combined_audience(*entries: Entry) -> Audience:
    """The audience of several entries; a dimension that one of them leaves open is open."""

    def union(field: str) -> tuple[str, ...]:
        parts = [getattr(entry.applies_to, field) for entry in entries]
        return () if not all(parts) else tuple(sorted({item for part in parts for item in part}))

    roles = union("roles")
    is_one_role = len(entries) == 1 and entries[0].kind == ROLES
    if not roles and is_one_role:
        roles = (entries[0].id,)
    return Audience(roles, union("account"), union("sector"), union("countries"))
