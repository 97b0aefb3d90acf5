"""Findings in a post, and the context of the post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PostContext:
    """Where a post will be published. A check for some channels is skipped if the channel is None.

    The same holds for the account and the situation.
    """

    channel: str | None = None
    account: str | None = "official"
    situation: str | None = "post"


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One finding. ``start`` and ``end`` count code points; both are 0 for the whole post.

    ``instead`` is a replacement for the text of the finding, or None.
    """

    start: int
    end: int
    rule: str
    check: str
    level: str
    message: str
    instead: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The finding as plain data, as in the JSON output and the conformance cases."""
        data = {
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "check": self.check,
            "level": self.level,
            "message": self.message,
        }
        return data if self.instead is None else {**data, "instead": self.instead}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a check: its span, the text to show in the message, and an optional
    replacement."""

    start: int
    end: int
    shown_text: str = ""
    instead: str | None = None


def shorten(text: str) -> str:
    """The text, shortened for a message."""
    return text if len(text) <= MAX_SHOWN_LENGTH else f"{text[: MAX_SHOWN_LENGTH - 1]}…"


MAX_SHOWN_LENGTH = 60
