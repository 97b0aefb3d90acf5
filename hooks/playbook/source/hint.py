"""What detectors of common YAML mistakes work with: the parser's state, and a hint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..problems import Edit, Fix, Location, Phrase
from .lines import LineParts, parts_of, with_quotes
from .loader import error_line

NewLines = tuple[tuple[int, str | None], ...]
"""Zero-based lines with their new text; None for a line that is removed."""


@dataclass(frozen=True)
class SyntaxHint:
    """A mistake at a zero-based position: its cause, how to fix it, and the corrected lines."""

    line: int
    column: int
    reason: Phrase
    cure: Phrase
    new_lines: NewLines = ()


@dataclass(frozen=True)
class ParserState:
    """The lines of the file, where the parser stopped (zero-based), its last event and error."""

    lines: Sequence[str]
    line: int
    column: int
    last_event: Any
    message: str = ""

    @property
    def current_line(self) -> str:
        return self.text(self.line)

    @property
    def line_above(self) -> int:
        """The index of the nearest line above that is not blank."""
        line = self.line - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)

    def text(self, line: int) -> str:
        """A line; empty after the last one."""
        return self.lines[line] if line < len(self.lines) else ""

    def parts(self, line: int) -> LineParts:
        """The parts of a line."""
        return parts_of(self.text(line))


def fix_of(path: str, lines: Sequence[str], new_lines: NewLines, stopped: int) -> Fix | None:
    """The fix that writes new lines, if the parser then reads further than the line where it
    stopped; otherwise None."""
    if not new_lines:
        return None
    changes = dict(new_lines)
    kept = (changes.get(index, line) for index, line in enumerate(lines))
    error = error_line("\n".join(line for line in kept if line is not None))
    removed = sum(text is None for text in changes.values())
    if error is not None and error + removed <= stopped:
        return None
    return Fix(tuple(_edit(path, lines, index, text) for index, text in new_lines))


def _edit(path: str, lines: Sequence[str], index: int, text: str | None) -> Edit:
    start = Location(path, index + 1, 1)
    if text is None and index + 1 < len(lines):
        return Edit(start, index + 2, 1, "")
    return Edit(start, index + 1, len(lines[index]) + 1, text or "")


def quoted_value_fix(path: str, text: str, event: Any) -> Fix | None:
    """The fix that puts quotes around a text that begins with a sign of YAML, or None.

    ``event`` is that of a scalar on one line.
    """
    start, end = event.start_mark, event.end_mark
    line = text.split("\n")[start.line]
    parts = parts_of(line)
    if start.line != end.line or " " not in parts.value or start.column != len(parts.before):
        return None
    location = Location(path, start.line + 1, 1)
    return Fix((Edit(location, location.line, len(line) + 1, with_quotes(line)),))
