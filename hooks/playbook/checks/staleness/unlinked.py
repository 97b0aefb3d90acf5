"""Finds entries of reference target kinds that no other entry refers to."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.link_graph import LinkGraph
from ...model.playbook import Playbook
from ...problems import Code
from .finding import CurrentEntries, Finding

UNLINKED = Code("PB723", "warning", "id", "kind")


def check(playbook: Playbook) -> Iterator[Finding]:
    """Templates, checklists, contacts and the like that no other entry refers or links to."""
    if not playbook.is_whole:
        return
    linked = LinkGraph.of_entries(playbook.entries.values()).sources
    for entry in CurrentEntries(playbook):
        needs_link = entry.spec.is_reference_target and not entry.spec.may_be_unlinked(entry)
        if needs_link and entry.id not in linked:
            location = playbook.origins[entry.id].location(("id",))
            yield entry.id, UNLINKED.at(location, id=entry.id, kind=entry.kind)
