"""Problems as JSON, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from ..problems import Problem
from ..visible import as_json as written
from .excerpts import Excerpts


def as_json(problems: Sequence[Problem], failing: Collection[Problem], excerpts: Excerpts) -> str:
    """One document: every problem with its parts, how many of each level, how many that fail."""
    levels = Counter(problem.level for problem in problems)
    document = {
        "format": 1,
        "problems": [_one(problem, excerpts) for problem in problems],
        "levels": {level: levels[level] for level in ("error", "warning", "notice")},
        "failing": len(failing),
    }
    return written(document)


MAX_LINE = 2_000
"""How many characters of a line a program is given: a file may be one line, and all wrong."""


def _one(problem: Problem, excerpts: Excerpts) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": problem.message,
        "cure": problem.cure,
        "excerpt": _cut(excerpts.line(problem.location)),
    }


def _cut(line: str | None) -> str | None:
    return line if line is None or len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1]}…"
