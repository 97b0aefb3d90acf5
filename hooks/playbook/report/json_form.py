"""Problems as JSON, for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence

from ..problems import Problem
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
    return json.dumps(document, ensure_ascii=False, indent=2)


def _one(problem: Problem, excerpts: Excerpts) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "cure": problem.cure,
        "excerpt": excerpts.line(problem.place),
    }
