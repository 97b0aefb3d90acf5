"""The columns or keys of an export that contain posts, and their channels and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS = (
    "text", "post", "message", "content", "body", "caption", "copy", "inlägg", "meddelande",
    "post text", "message text", "post message", "post content", "innehåll", "text (message)",
    "commentary", "full_text", "message(s)",
)  # fmt: skip
"""The names that scheduling tools give the column with the posts, in lower case."""
CAPTIONS = ("description", "beskrivning", "title", "titel")
"""The names in Meta's exports: a post with a title has its text in the description."""
_CHANNEL = (
    "channel", "platform", "network", "social network", "kanal", "plattform", "profile_service",
    "service", "nätverk",
)  # fmt: skip
_LANGUAGE = ("language", "lang", "språk")


@dataclass
class Cell:
    """A value with the file offset of each character."""

    text: str
    offsets: list[int]
    quoted: bool = False


def settings(cells: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The channel and the language in a record, each None if missing."""

    def first_text(names: Sequence[str]) -> str | None:
        value = next((cells[name] for name in names if name in cells), None)
        return value.strip() or None if isinstance(value, str) else None

    return first_text(_CHANNEL), first_text(_LANGUAGE)
