"""Which column or key of an export holds the posts, and which their channel and language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS = (
    "text", "post", "message", "content", "body", "caption", "copy", "inlägg", "meddelande",
    "post text", "message text", "post message", "post content", "innehåll", "text (message)",
    "commentary", "full_text", "message(s)",
)  # fmt: skip
"""What scheduling tools call the column with the posts, in small letters."""
CAPTIONS = ("description", "beskrivning", "title", "titel")
"""What Meta calls it: a post with a title has its text in the description, another in the title."""
_CHANNEL = (
    "channel", "platform", "network", "social network", "kanal", "plattform", "profile_service",
    "service", "nätverk",
)  # fmt: skip
_LANGUAGE = ("language", "lang", "språk")


@dataclass
class Cell:
    """A value with the places of its characters."""

    text: str
    places: list[int]
    quoted: bool = False


def settings(cells: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The channel and the language that a record names."""

    def of(names: Sequence[str]) -> str | None:
        found = next((cells[name] for name in names if name in cells), None)
        return found.strip() or None if isinstance(found, str) else None

    return of(_CHANNEL), of(_LANGUAGE)
