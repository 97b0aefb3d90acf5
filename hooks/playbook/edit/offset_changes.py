"""Applies changes that are located by character offsets."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from ..problems import Edit, Location
from .nodes import EditError
from .text_edits import apply_edits

Change = tuple[int, int, str]
"""The start and the end of a replaced part of a text, and the new text."""


def apply_changes(name: str, text: str, changes: Iterable[Change]) -> str:
    """Apply changes. Removals that overlap are merged. Raises EditError for other overlaps."""
    merged: list[Change] = []
    for start, end, new in sorted(set(changes)):
        previous_start, previous_end, previous_new = merged[-1] if merged else (0, 0, "")
        if start < previous_end:
            if new or previous_new:
                raise EditError("two changes overlap")
            merged[-1] = (previous_start, max(end, previous_end), "")
        else:
            merged.append((start, end, new))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return apply_edits(text, [_as_edit(name, starts, change) for change in merged])


def _as_edit(name: str, starts: Sequence[int], change: Change) -> Edit:
    """A change as an edit by line and column; ``starts`` are the offsets of the lines."""
    start, end, new = change
    first, last = (bisect.bisect_right(starts, offset) for offset in (start, end))
    location = Location(name, first, start - starts[first - 1] + 1)
    return Edit(location, last, end - starts[last - 1] + 1, new)
