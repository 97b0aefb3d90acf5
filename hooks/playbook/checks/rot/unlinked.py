"""Entries that nothing leads to, of the kinds that are there for others to use."""

from __future__ import annotations

from collections.abc import Iterator

from ...kinds import KINDS
from ...model.playbook import Playbook
from ...problems import Code
from ..linked import targets
from .finding import Finding, InForce

UNLINKED = Code(
    "PB723",
    "warning",
    "nothing leads to '{id}' of {kind}",
    "refer to it where it is needed, or retire it",
)


def check(playbook: Playbook) -> Iterator[Finding]:
    """Templates, checklists, contacts and the like that no other entry refers or links to."""
    if not playbook.is_whole:
        return
    reached: set[str] = set()
    for entry in playbook.entries.values():
        reached.update(id for id in targets(playbook.found[entry.id]) if id != entry.id)
        if entry.owner:
            reached.add(entry.owner)
    for entry in InForce(playbook):
        is_told = getattr(entry, "force", None) == "repealed"  # PB715 says it better
        if KINDS[entry.kind].for_others and entry.id not in reached and not is_told:
            place = playbook.origins[entry.id].place(("id",))
            yield entry.id, UNLINKED.at(place, id=entry.id, kind=entry.kind)
