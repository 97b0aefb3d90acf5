"""What the release that is being built has changed, for the start page."""

from __future__ import annotations

from dataclasses import dataclass

from ..changes.change import BINDING
from ..model.entry import Entry
from ..model.types import ByLanguage
from .handbook import Handbook

MAX_ENTRIES = 5
"""The page of all versions has the other changes."""


@dataclass(frozen=True)
class News:
    """A version with the editor's note and the entries whose binding content it has changed.

    ``entries`` are at most `MAX_ENTRIES`, the heaviest change first; ``count`` is of all of them.
    """

    version: str
    note: ByLanguage | None
    entries: tuple[Entry, ...]
    count: int


def what_is_new(handbook: Handbook) -> News | None:
    """The news of a release; None without a version before it or if nothing concerns readers."""
    record = handbook.release_info.record if handbook.release_info else None
    if record is None or record.since is None:
        return None
    changed = {each.id: None for each in record.changes if each.change_type in BINDING}
    entries = [handbook.playbook.entries[id] for id in changed if id in handbook.shown]
    binding = tuple(entry for entry in entries if entry.spec.is_binding)
    if not binding and not record.note:
        return None
    return News(record.version, record.note, binding[:MAX_ENTRIES], len(binding))
