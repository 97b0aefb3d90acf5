"""Finds where in the data a field of an entry is, as readers see the entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..model.entry import Entry
from ..model.selection import Profile
from ..model.shown_parts import shown_entry, shown_parts
from ..source.tree import DataPath


def data_path(entry: Entry, path: DataPath, profile: Profile) -> DataPath:
    """The path of a field in the data of an entry, with indexes from 0.

    ``path`` has the numbers, from 1, of the items that are shown for an organisation.
    """
    whole: Any = entry
    shown: Any = shown_entry(entry, profile)
    steps: list[str | int] = []
    for step in path:
        if isinstance(step, int) and isinstance(shown, Sequence):
            index = _indexes(whole, shown, profile)[step - 1]
            whole, shown = whole[index], shown[step - 1]
            steps.append(index)
        else:
            whole, shown = _inner(whole, step), _inner(shown, step)
            steps.append(step)
    return tuple(steps)


def _inner(part: Any, key: str | int) -> Any:
    """The value of a key in a part of an entry, or None."""
    if isinstance(part, Mapping):
        return part.get(key)
    fields = type(part).model_fields.items() if isinstance(part, BaseModel) else ()
    name = next((name for name, field in fields if key in (name, field.alias)), None)
    return getattr(part, name) if name else None


def _indexes(whole: Sequence[Any], shown: Sequence[Any], profile: Profile) -> list[int]:
    """The index in the whole list of each item that is shown: they are in the same order."""
    indexes: list[int] = []
    for item in shown:
        start = indexes[-1] + 1 if indexes else 0
        candidates = range(start, len(whole))
        indexes.append(
            next(index for index in candidates if shown_parts(whole[index], profile) == item)
        )
    return indexes
