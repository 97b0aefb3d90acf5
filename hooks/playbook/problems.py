"""Problems as values: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .visible import printable as printable

Level = Literal["error", "warning", "notice"]

MAX_PROBLEMS = 500
"""How many problems of one file, or of one sort of check, are told at once."""
MAX_SHOWN = 80
"""How many characters of a value from a file a message shows."""
MAX_ADVICE = 400
"""How many characters of a list of choices a cure shows."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in a file something stands; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding. Problems sort by place, then code.

    The text of a problem is one line that is safe to show, whatever its parts hold.
    """

    place: Place
    code: str
    level: Level
    message: str
    cure: str

    def __str__(self) -> str:
        said = printable(f"{self.message}; {self.cure}")
        return f"{self.place}: {self.level} {self.code}: {said}"


@dataclass(frozen=True, slots=True)
class Code:
    """A sort of problem. ``message`` and ``cure`` are templates filled by the facts of a case."""

    code: str
    level: Level
    message: str
    cure: str

    def at(self, place: Place, *, cure: str | None = None, **facts: object) -> Problem:
        """Make the problem at a place; ``cure`` replaces the standard advice."""
        shown = {name: _one_line(value, MAX_SHOWN) for name, value in facts.items()}
        message = self.message.format(**shown)
        if cure is None:
            shown = {name: _one_line(value, MAX_ADVICE) for name, value in facts.items()}
            cure = self.cure.format(**shown)
        return Problem(place, self.code, self.level, message, printable(cure))


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """All problems once each, in the order of their places."""
    return sorted(set(problems))


def failing(
    problems: Iterable[Problem], *, strict: bool = True, adopted: bool = False
) -> list[Problem]:
    """The problems that stop a build: errors, and warnings too where ``strict``.

    Where ``adopted``, as before a release, notices stop it as well.
    """
    levels = {"error"} | ({"warning"} if strict or adopted else set())
    levels |= {"notice"} if adopted else set()
    return [problem for problem in problems if problem.level in levels]


def _one_line(value: object, limit: int) -> str:
    """Make a value from a file safe to print on one line, and cut it when very long."""
    text = printable(str(value)[: limit + 1])
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
