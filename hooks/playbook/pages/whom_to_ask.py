"""Whom the readers of a page can ask, for the column beside its text."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.entry import Entry
from .handbook import Handbook


def whom_to_ask(handbook: Handbook, entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The ids of the entries to ask about by the id of whom to ask, in the order of the page."""
    asked: dict[str, list[str]] = {}
    for entry in entries:
        id = entry.spec.contact(entry)
        if id and id in handbook.shown and entry.status != "retired":
            asked.setdefault(id, []).append(entry.id)
    return asked
