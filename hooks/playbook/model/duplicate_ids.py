"""Finds ids that several entries or chapters have."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Phrase, Problem
from . import codes
from .entry import Chapter, Entry
from .load_state import LoadState
from .playbook import Origin


def duplicate_ids(state: LoadState) -> list[Problem]:
    """A problem for each id that is used again, once for a copied file."""
    first: dict[str, Origin] = {}
    problems = []
    copies: set[tuple[str, str]] = set()  # pairs of files of which one is a copy
    chapters = [pair for pairs in state.chapters.values() for pair in pairs]
    holders: Sequence[tuple[Chapter | Entry, Origin]] = [
        *chapters,
        *((entry, origin) for entry, origin, _ in state.entries),
    ]
    for holder, origin in holders:
        location = origin.location(("id",))
        if holder.id in first:
            first_origin = first[holder.id]
            paths = (origin.tree.path, first_origin.tree.path)
            cure = None
            if isinstance(holder, Chapter) and first_origin.path == origin.path:
                copies.add(paths)
                cure = Phrase("cure.copied-file")
            if cure or paths not in copies:
                first_location = first_origin.location(("id",))
                problems.append(
                    codes.DUPLICATE_ID.at(location, id=holder.id, first=first_location, cure=cure)
                )
            state.unread.add(holder.id)
        else:
            first[holder.id] = origin
    return problems
