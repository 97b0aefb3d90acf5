"""Problems as values: message, location and fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from .visible import printable as printable

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels, most severe first."""

MAX_PROBLEMS = 500
"""Limit of reported problems per file and per check."""
MAX_VALUE_LENGTH = 80
"""Maximum length of a value in a message."""
MAX_CURE_LENGTH = 400
"""Maximum length of a list of choices in a cure."""


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A location in a file; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One problem. Problems are ordered by location, then by code.

    ``str()`` gives a single line that is safe to show, whatever its parts contain.
    """

    location: Location
    code: str
    level: Level
    message: str
    cure: str

    def __str__(self) -> str:
        text = printable(f"{self.message}; {self.cure}")
        return f"{self.location}: {self.level} {self.code}: {text}"


@dataclass(frozen=True, slots=True)
class Code:
    """A problem code. ``message`` and ``cure`` are format strings."""

    code: str
    level: Level
    message: str
    cure: str

    def at(self, location: Location, *, cure: str | None = None, **facts: object) -> Problem:
        """Create the problem at a location; ``cure`` overrides the default."""
        values = {name: _one_line(value, MAX_VALUE_LENGTH) for name, value in facts.items()}
        message = self.message.format(**values)
        if cure is None:
            values = {name: _one_line(value, MAX_CURE_LENGTH) for name, value in facts.items()}
            cure = self.cure.format(**values)
        return Problem(location, self.code, self.level, message, printable(cure))


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without duplicates, sorted by location."""
    return sorted(set(problems))


def failing(
    problems: Iterable[Problem], *, strict: bool = True, adopted: bool = False
) -> list[Problem]:
    """The problems that fail a build: errors, with ``strict`` also warnings.

    With ``adopted``, as before a release, warnings and notices fail it as well.
    """
    levels = {"error"} | ({"warning"} if strict or adopted else set())
    levels |= {"notice"} if adopted else set()
    return [problem for problem in problems if problem.level in levels]


def counted(problems: Iterable[Problem]) -> str:
    """The number of problems of each level, for example ``2 errors, 1 warning``."""
    counts = Counter(problem.level for problem in problems)
    parts = [f"{n} {level}{'s' if n > 1 else ''}" for level in LEVELS if (n := counts[level])]
    return ", ".join(parts) or "no problems"


def _one_line(value: object, limit: int) -> str:
    """A value as one printable line, truncated to a limit."""
    text = printable(str(value)[: limit + 1])
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
