"""Applies the edits of problems to the text of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..problems import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits of one file to its text, from the end. An edit that overlaps another is skipped.

    Raises IndexError for a line that the text does not have.
    """
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    start_of_last_edit = len(text)
    for edit in sorted(set(edits), reverse=True):
        start = line_starts[edit.start.line - 1] + edit.start.column - 1
        end = line_starts[edit.end_line - 1] + edit.end_column - 1
        if end <= start_of_last_edit:
            text = text[:start] + edit.text + text[end:]
            start_of_last_edit = start
    return text
