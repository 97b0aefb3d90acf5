"""The source line of a problem, with a caret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Location
from ..source.files import MAX_BYTES
from ..source.links import is_linked
from ..visible import escape_unprintable

WIDTH = 96
"""Maximum number of characters of a line in an excerpt."""
_WORD = re.compile(r"""\"[^"]*"|'[^']*'|[\w./@-]+|.""")
"""What the carets underline: a quoted text, a word or a single character."""


@dataclass
class Excerpts:
    """Reads lines of the files under a project's folder, each file once."""

    folder: Path
    files: dict[str, list[str]] = field(default_factory=dict)

    def line(self, location: Location) -> str | None:
        """The line at a location, or None if the file has no such line."""
        if location.path not in self.files:
            self.files[location.path] = _read(self.folder / location.path, self.folder)
        lines = self.files[location.path]
        return lines[location.line - 1] if location.line <= len(lines) else None

    def excerpt(self, location: Location) -> str:
        """The source line with its number and a caret line, or an empty string."""
        line = self.line(location)
        if line is None or not line.strip():
            return ""
        first_index = max(0, location.column - 1 - WIDTH // 2) if len(line) > WIDTH else 0
        shown = escape_unprintable(line[first_index : first_index + WIDTH])
        before = escape_unprintable(line[first_index : location.column - 1])
        word = _WORD.match(line, location.column - 1)
        number = f"{location.line:>5} | "
        available_width = max(1, len(shown) - len(before))
        carets = "^" * min(available_width, len(escape_unprintable(word[0])) if word else 1)
        return f"{number}{shown.rstrip()}\n{' ' * 5} | {' ' * len(before)}{carets}"


def _read(path: Path, folder: Path) -> list[str]:
    """The lines of a file, split in the same way as problems count them.

    Empty if the file is reached through a link, because it may not belong to the project.
    """
    if is_linked(path, folder):
        return []
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return []
        raw = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    except (OSError, RuntimeError):
        return []
    return raw.removesuffix(b"\n").decode("utf-8", errors="replace").split("\n")
