"""Problems as data: code, location, facts and fix. `messages` puts them into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from .visible import escape_unprintable as escape_unprintable

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels, most severe first."""

ADOPTION = "PB6"
"""The beginning of the codes of what an organisation has not adopted yet."""
_CAUSES = ("PB201",)
"""Codes of problems that cause others of the same step: an id that two entries have."""
MAX_PROBLEMS = 500
"""Maximum number of problems that are reported per file and per check."""
MAX_FACT_LENGTH = 400
"""Maximum length of a text in a problem; longer texts are cut off."""


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A location in a file; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{escape_unprintable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, init=False, slots=True)
class Phrase:
    """A part of a sentence: a key of the language's catalogue, and the facts in its text."""

    key: str
    facts: tuple[tuple[str, Fact], ...]

    def __init__(self, key: str, /, **facts: object) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "facts", _facts(facts))


@dataclass(frozen=True, slots=True)
class Output:
    """The lines that another program printed. They are shown in full."""

    lines: tuple[str, ...]


Fact: TypeAlias = "str | int | dt.date | Location | Output | Phrase | Problem | tuple[Fact, ...]"
"""A value in a problem. A tuple is a list of values; the catalogue has the text of a phrase."""


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """Replaces the text from ``start`` up to, but not including, the end line and column."""

    start: Location
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The one certain repair of a problem: edits that are applied together."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. ``cure`` replaces the usual cure of its code.

    Problems with the same ``cause`` are reported as one (see `grouped`); ``related`` are the
    locations of the others. ``labels`` is the folder with the sentences of a code that a kind in
    another package has.
    """

    location: Location
    code: str
    level: Level
    facts: tuple[tuple[str, Fact], ...] = ()
    cure: Phrase | None = None
    fix: Fix | None = None
    cause: str | None = None
    related: tuple[Location, ...] = ()
    labels: Path | None = None

    @property
    def locations(self) -> tuple[Location, ...]:
        """All locations, the problem's own first."""
        return self.location, *self.related

    def fact(self, name: str) -> Fact:
        """One of the facts. Raises KeyError."""
        return dict(self.facts)[name]

    @property
    def order(self) -> tuple[Any, ...]:
        """The sort key: causes come before their consequences, then files are in order.

        The first digit of a code is the step that finds it: files, models, references, and so on.
        A problem can be a consequence of one that an earlier step finds, or of one of `_CAUSES`.
        """
        step, is_consequence = self.code[2:3], self.code not in _CAUSES
        return step, is_consequence, self.location, self.code, repr(self.facts)


@dataclass(frozen=True, init=False, slots=True)
class Code:
    """A problem code, its level and the names of its facts; the catalogues have its sentences."""

    code: str
    level: Level
    facts: tuple[str, ...]
    labels: Path | None

    def __init__(self, code: str, level: Level, *facts: str, labels: Path | None = None) -> None:
        values = {"code": code, "level": level, "facts": facts, "labels": labels}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def at(
        self, location: Location, *, cure: Phrase | None = None, fix: Fix | None = None,
        cause: str | None = None, **facts: object,
    ) -> Problem:  # fmt: skip
        """Create the problem at a location. Raises TypeError for facts that are not declared."""
        if facts.keys() != set(self.facts):
            raise TypeError(f"{self.code} has the facts {self.facts}, not {tuple(facts)}")
        return Problem(
            location, self.code, self.level, _facts(facts), cure, fix, cause, labels=self.labels
        )


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without duplicates, causes before consequences, then by location."""
    return sorted(set(problems), key=lambda problem: problem.order)


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in order, with those that have the same cause and level merged into one.

    The merged problem has all the locations, and a fix if each of the problems has one.
    """
    groups: dict[object, list[Problem]] = {}
    for problem in ordered(problems):
        key = (problem.cause, problem.level) if problem.cause else problem
        groups.setdefault(key, []).append(problem)
    return [_merged(group) for group in groups.values()]


def _merged(group: Sequence[Problem]) -> Problem:
    first = group[0]
    if len(group) == 1:
        return first
    related = sorted({each for problem in group for each in problem.locations} - {first.location})
    fixes = [problem.fix for problem in group if problem.fix]
    edits = sorted({edit for fix in fixes for edit in fix.edits})
    fix = Fix(tuple(edits)) if len(fixes) == len(group) else None
    return replace(first, fix=fix, related=tuple(related))


def failing(
    problems: Iterable[Problem], *, strict: bool = True, adopted: bool = False
) -> list[Problem]:
    """The problems that fail a build: errors, with ``strict`` also warnings.

    With ``adopted``, as before a release, warnings fail it as well, and so do notices of what
    remains to be adopted. Other notices, as of a review that is due, never fail it.
    """
    levels = {"error"} | ({"warning"} if strict or adopted else set())
    return [
        problem
        for problem in problems
        if problem.level in levels or (adopted and problem.code.startswith(ADOPTION))
    ]


def _facts(values: dict[str, object]) -> tuple[tuple[str, Fact], ...]:
    return tuple((name, _fact(value)) for name, value in values.items())


def _fact(value: object) -> Fact:
    """A value as a fact: long texts are cut off; other types become text, also True and False."""
    if isinstance(value, tuple | list):
        return tuple(map(_fact, value))
    if isinstance(value, bool) or not isinstance(
        value, int | dt.date | Location | Output | Phrase | Problem
    ):
        return str(value)[: MAX_FACT_LENGTH + 1]
    return value
