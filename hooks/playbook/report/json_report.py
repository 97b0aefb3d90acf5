"""Problems as JSON, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from ..problems import Problem
from ..visible import as_json as json_text
from .excerpts import Excerpts


def as_json(problems: Sequence[Problem], failing: Collection[Problem], excerpts: Excerpts) -> str:
    """One document: all problems, their number per level, and the number of failing ones."""
    levels = Counter(problem.level for problem in problems)
    document = {
        "format": 1,
        "problems": [_problem(problem, excerpts) for problem in problems],
        "levels": {level: levels[level] for level in ("error", "warning", "notice")},
        "failing": len(failing),
    }
    return json_text(document)


MAX_LINE = 2_000
"""Maximum length of an excerpt, because a whole file may be one line."""


def _problem(problem: Problem, excerpts: Excerpts) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": problem.message,
        "cure": problem.cure,
        "excerpt": _truncated(excerpts.line(problem.location)),
    }


def _truncated(line: str | None) -> str | None:
    return line if line is None or len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1]}…"
