"""Finds ids that several entries or chapters have."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Phrase, Problem
from . import codes
from .entry import Chapter, Entry
from .load_state import LoadState
from .playbook import Origin


def duplicate_ids(state: LoadState) -> list[Problem]:
    """A problem for each repeated id, but only one for a copied file."""
    first: dict[str, Origin] = {}
    problems = []
    copies: set[tuple[str, str]] = set()  # pairs of an original and a copied file
    chapters = [pair for pairs in state.chapters.values() for pair in pairs]
    items: Sequence[tuple[Chapter | Entry, Origin]] = [
        *chapters,
        *((entry, origin) for entry, origin, _ in state.entries),
    ]
    for item, origin in items:
        location = origin.location(("id",))
        if item.id in first:
            first_origin = first[item.id]
            paths = (origin.tree.path, first_origin.tree.path)
            cure = None
            if isinstance(item, Chapter) and first_origin.path == origin.path:
                copies.add(paths)
                cure = Phrase("cure.copied-file")
            if cure or paths not in copies:
                first_location = first_origin.location(("id",))
                problems.append(
                    codes.DUPLICATE_ID.at(location, id=item.id, first=first_location, cure=cure)
                )
            state.unread.add(item.id)
        else:
            first[item.id] = origin
    return problems
