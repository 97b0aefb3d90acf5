"""Applies the edits of problems to the text of a file."""

from __future__ import annotations

import difflib
import re
from collections import Counter
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


_LINE_ENDING = re.compile("\r\n|\r|\n")


def with_line_endings(old: str, new: str) -> str:
    """The new text of a file, in which each line keeps the line ending that it has in the old text.

    ``new`` has line feeds only. An added line gets the most frequent line ending.
    """
    endings = _LINE_ENDING.findall(old)
    usual = Counter(endings).most_common(1)[0][0] if endings else "\n"
    if len(set(endings)) <= 1:
        return new.replace("\n", usual)
    old_lines, new_lines = _LINE_ENDING.split(old), new.split("\n")
    new_endings = [usual] * len(new_lines)
    matcher = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        for before, after in zip(range(start, end), range(new_start, new_end), strict=False):
            new_endings[after] = endings[before] if before < len(endings) else usual
    new_endings[-1] = ""
    return "".join(line + ending for line, ending in zip(new_lines, new_endings, strict=True))


def with_line_feeds(text: str) -> str:
    """The text with every line ending as a line feed, as files are read."""
    return _LINE_ENDING.sub("\n", text)
