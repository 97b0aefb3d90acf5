"""Problems as GitHub workflow commands, and as a summary: a step shows at most ten annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..problems import LEVELS, Problem, counted
from ..visible import escape_markdown, printable, visible


def commands(problems: Iterable[Problem], folder: str) -> list[str]:
    """A command for each problem, errors first; ``folder`` is the project within the repository."""
    by_level = sorted(problems, key=lambda problem: (LEVELS.index(problem.level), problem))
    return [_annotation(problem, folder) for problem in by_level]


def _annotation(problem: Problem, folder: str) -> str:
    location = problem.location
    properties = {
        "file": f"{folder}{location.path}",
        "line": str(location.line),
        "col": str(location.column),
        "title": problem.code,
    }
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{problem.level} {shown}::{_escaped(f'{problem.message}; {problem.cure}')}"


def _escaped(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem]) -> str:
    """All problems as a Markdown table, for the page of the run and for a comment."""
    if not problems:
        return "### The playbook's data\n\nNo problems.\n"
    head = f"### The playbook's data: {counted(problems)}"
    rows = [
        f"| {problem.level} | {problem.code} | {_cell(str(problem.location))} "
        f"| {_cell(problem.message)} | {_cell(problem.cure)} |"
        for problem in problems
    ]
    table = ["| level | code | where | what | cure |", "| --- | --- | --- | --- | --- |", *rows]
    return "\n".join([head, "", *table, ""])


def truncated(text: str, limit: int, left_out: Callable[[int], str]) -> str:
    """The text, cut at a line end to at most ``limit`` characters.

    ``left_out`` takes the number of missing lines and returns the note that follows a cut text; the
    note does not count towards the limit.
    """
    if len(text) <= limit:
        return text
    start, end, _ = text[:limit].rpartition("\n")
    lines = len(text.removesuffix("\n").split("\n")) - f"{start}{end}".count("\n")
    return f"{start}\n\n{left_out(lines)}\n"


def _cell(text: str) -> str:
    """Text escaped for a Markdown table cell."""
    return escape_markdown(printable(text))
