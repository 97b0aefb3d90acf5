"""Finds the value at a path in the plain values of a file."""

from __future__ import annotations

from typing import Any

from ..source.tree import DataPath


def value_at(data: Any, path: DataPath) -> Any:
    """The value at a path, or None if there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
