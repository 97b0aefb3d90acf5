"""Replaces parts of a text by line and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """A replacement in a line; line and column count from 1."""

    line: int
    column: int
    old: str
    new: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to a text. An edit is skipped if its old text is not at its location."""
    rows = text.split("\n")
    for edit in sorted(set(edits), reverse=True):
        row, begin = rows[edit.line - 1], edit.column - 1
        if row.startswith(edit.old, begin):
            rows[edit.line - 1] = row[:begin] + edit.new + row[begin + len(edit.old) :]
    return "\n".join(rows)
