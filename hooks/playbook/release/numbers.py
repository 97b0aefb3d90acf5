"""Version numbers: semantic as 2.1.0, or of the calendar as 2026.3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from ..changes.record import Class
from ..changes.releases import is_number as is_number
from .codes import NOT_A_VERSION, refuse


@dataclass(frozen=True, order=True)
class Number:
    """A version number; it sorts as a number, so 1.10.0 comes after 1.9.0."""

    parts: tuple[int, ...]
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def is_calendar(self) -> bool:
        """Whether it tells a time rather than what changed."""
        return self.parts[0] >= 1900

    @property
    def tag(self) -> str:
        """The name of the tag of this version in git."""
        return f"v{self.text}"


def number(text: str) -> Number:
    """The number that a text means. Raises RefusedError."""
    if not is_number(text):
        raise refuse(NOT_A_VERSION, "playbook.yml", version=text)
    return Number(tuple(map(int, text.split("."))), text)


def latest(numbers: Iterable[str]) -> str:
    """The highest of some versions: an old one that is corrected later stays an old one."""
    return max(map(number, numbers)).text


def step(before: Number, after: Number) -> Class | None:
    """The class that a semantic number says, or None where it skips or is of another sort."""
    for name in get_args(Class):
        if after.parts == following(before, name).parts:
            found: Class = name
            return found
    return None


def following(before: Number, change: Class) -> Number:
    """The semantic number after another for a class of change."""
    major, minor, patch = before.parts
    parts = {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, patch + 1),
    }[change]
    return Number(parts, ".".join(map(str, parts)))
