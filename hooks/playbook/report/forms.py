"""Every form that problems can be told in, by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from .. import __version__
from ..problems import Problem
from .excerpts import Excerpts
from .github import commands
from .json_form import as_json
from .sarif import as_sarif


@dataclass(frozen=True)
class Report:
    """What is to be told: the problems, those of them that fail, and where the files are.

    ``folder`` leads from where the command runs to the project, as ``handbook/`` or nothing.
    """

    problems: Sequence[Problem]
    failing: Collection[Problem]
    excerpts: Excerpts
    folder: str = ""
    on_terminal: bool = False


def _text(report: Report) -> str:
    lines = []
    for problem in report.problems:
        lines.append(str(problem))
        if report.on_terminal and (excerpt := report.excerpts.excerpt(problem.place)):
            lines.append(excerpt)
    return "\n".join(lines)


FORMS: Mapping[str, Callable[[Report], str]] = {
    "text": _text,
    "json": lambda report: as_json(report.problems, report.failing, report.excerpts),
    "github": lambda report: "\n".join(commands(report.problems, report.folder)),
    "sarif": lambda report: as_sarif(report.problems, report.folder, __version__),
}
