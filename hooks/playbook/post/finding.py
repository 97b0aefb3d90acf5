"""What a check found in a post, and the settings under which it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a post is to be published. What depends on a side that is None is not checked."""

    channel: str | None = None
    account: str | None = "official"
    situation: str | None = "post"


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One finding; ``start`` and ``end`` count code points, both 0 where it is the whole post.

    ``instead`` may be put in the place of the marked text as it is, where it is given.
    """

    start: int
    end: int
    rule: str
    check: str
    level: str
    message: str
    instead: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The finding as the page and the conformance cases write it."""
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
class Spot:
    """A place that a sort of check points at, and what its message tells of it."""

    start: int
    end: int
    said: str = ""
    instead: str | None = None


def cut(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


MOST = 60
