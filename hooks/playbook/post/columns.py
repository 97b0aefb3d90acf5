"""Which column or key of an export holds the posts, and which their channel and language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS = (
    "text", "post", "message", "content", "body", "caption", "copy", "inlägg", "meddelande",
    "post text", "message text", "innehåll",
)  # fmt: skip
"""What scheduling tools call the column with the posts, in small letters."""
_CHANNEL = ("channel", "platform", "network", "social network", "kanal", "plattform")
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
