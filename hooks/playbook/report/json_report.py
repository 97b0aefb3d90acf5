"""Problems as JSON, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from ..messages import Messages
from ..problems import Edit, Fact, Location, Output, Phrase, Problem
from ..visible import as_json as json_text
from ..visible import escape_unprintable
from .excerpts import Excerpts


def as_json(
    problems: Sequence[Problem],
    failing: Collection[Problem],
    excerpts: Excerpts,
    sentences: Messages,
) -> str:
    """A JSON document: all problems, the count per level, and the number of failing problems."""
    levels = Counter(problem.level for problem in problems)
    document = {
        "format": 1,
        "problems": [_problem(problem, excerpts, sentences) for problem in problems],
        "levels": {level: levels[level] for level in ("error", "warning", "notice")},
        "failing": len(failing),
    }
    return json_text(document)


MAX_EXCERPT_LENGTH = 2_000
"""Maximum length of an excerpt, because a whole file may be one line."""


def _problem(problem: Problem, excerpts: Excerpts, sentences: Messages) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": sentences.message(problem),
        "cure": sentences.cure(problem),
        "facts": facts_as_data(problem.facts),
        "related": [asdict(location) for location in problem.related],
        "fix": [_edit(edit) for edit in problem.fix.edits] if problem.fix else None,
        "excerpt": _truncated(excerpts.line(problem.location)),
    }


def facts_as_data(facts: Iterable[tuple[str, Fact]]) -> dict[str, object]:
    """The facts by name as plain data, the same in every language."""
    return {name: _as_data(value) for name, value in facts}


def _as_data(value: Fact) -> object:
    match value:
        case Phrase():
            return {"phrase": value.key, **facts_as_data(value.facts)}
        case tuple():
            return [_as_data(item) for item in value]
        case Problem():
            facts = facts_as_data(value.facts)
            return {"code": value.code, **asdict(value.location), "facts": facts}
        case Output():
            return list(value.lines)
        case Location():
            return asdict(value)
        case int():
            return value
    return escape_unprintable(str(value))


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "path": edit.start.path,
        "line": edit.start.line,
        "column": edit.start.column,
        "end_line": edit.end_line,
        "end_column": edit.end_column,
        "text": edit.text,
    }


def _truncated(line: str | None) -> str | None:
    if line is None or len(line) <= MAX_EXCERPT_LENGTH:
        return line
    return f"{line[: MAX_EXCERPT_LENGTH - 1]}…"
