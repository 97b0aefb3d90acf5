"""The names of the columns or keys in which exports have posts, channels and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

POST_COLUMNS = (
    "text", "post", "message", "content", "body", "caption", "copy", "inlägg", "meddelande",
    "post text", "message text", "post message", "post content", "innehåll", "text (message)",
    "commentary", "full_text", "message(s)",
)  # fmt: skip
"""The names that scheduling tools give to the column with the posts, in lower case."""
FALLBACK_COLUMNS = ("description", "beskrivning", "title", "titel")
"""The names in Meta's exports, by priority: a post that has a title has its text in the
description."""
_CHANNEL = (
    "channel", "platform", "network", "social network", "kanal", "plattform", "profile_service",
    "service", "nätverk",
)  # fmt: skip
_LANGUAGE = ("language", "lang", "språk")


@dataclass
class Cell:
    """A cell's text, with the file offset of each character.

    ``quoted`` is whether it is in quotes.
    """

    text: str
    offsets: list[int]
    quoted: bool = False


def channel_and_language(record: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The channel and the language of a post, each None if its record does not state it."""

    def first_text(names: Sequence[str]) -> str | None:
        value = next((record[name] for name in names if name in record), None)
        return value.strip() or None if isinstance(value, str) else None

    return first_text(_CHANNEL), first_text(_LANGUAGE)
