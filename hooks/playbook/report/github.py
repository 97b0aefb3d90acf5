"""Problems as GitHub annotations, and as a summary, because a step shows only ten annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..messages import Messages
from ..problems import LEVELS, Phrase, Problem
from ..visible import escape_controls, escape_markdown, escape_unprintable

MAX_LISTED = 10
"""Maximum number of further locations that an annotation or a row of the summary lists."""


def github_annotations(problems: Iterable[Problem], folder: str, sentences: Messages) -> list[str]:
    """An annotation, as a workflow command, for each problem, errors first.

    ``folder`` is the path of the project in the repository: empty, or with a slash at the end.
    """
    return [_annotation(problem, folder, sentences) for problem in errors_first(problems)]


def errors_first(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by level, then by location."""
    return sorted(problems, key=lambda each: (LEVELS.index(each.level), each.order))


def _annotation(problem: Problem, folder: str, sentences: Messages) -> str:
    location = problem.location
    properties = {
        "file": f"{folder}{location.path}",
        "line": str(location.line),
        "col": str(location.column),
        "title": problem.code,
    }
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    lines = [sentences.sentence(problem)]
    if problem.related:
        lines = [
            f"{lines[0]}; {sentences.further_locations(problem)}:",
            *map(str, problem.related[:MAX_LISTED]),
        ]
    if len(problem.related) > MAX_LISTED:
        lines.append("…")
    return f"::{problem.level} {shown}::{_escaped(chr(10).join(lines))}"


def _escaped(text: str) -> str:
    return escape_controls(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem], sentences: Messages, max_rows: int | None = None) -> str:
    """The problems as a Markdown table, for the page of the run and for a comment.

    Its heading counts all problems; the table has the first ``max_rows`` of them, or all.
    """
    title = sentences.phrase(Phrase("summary.title"))
    if not problems:
        return f"### {title}\n\n{sentences.phrase(Phrase('summary.none'))}\n"
    head = f"### {title}: {sentences.level_counts(problems)}"
    table = [
        sentences.phrase(Phrase("summary.head")), "| --- | --- | --- | --- | --- |",
        *(_row(problem, sentences) for problem in problems[:max_rows]),
    ]  # fmt: skip
    return "\n".join([head, "", *table, ""])


def _row(problem: Problem, sentences: Messages) -> str:
    level = sentences.level(problem.level)
    where = _table_cell(str(problem.location))
    if problem.related:
        further = [str(location) for location in problem.related[:MAX_LISTED]]
        more = ["…"] if len(problem.related) > MAX_LISTED else []
        listed = "<br>".join(map(_table_cell, [*further, *more]))
        where = f"{where}<br>{_table_cell(sentences.further_locations(problem))}:<br>{listed}"
    cells = (_table_cell(sentences.message(problem)), _table_cell(sentences.cure(problem)))
    return f"| {level} | {problem.code} | {where} | {cells[0]} | {cells[1]} |"


def _table_cell(text: str) -> str:
    """Text escaped for a Markdown table cell."""
    return escape_markdown(escape_unprintable(text))
