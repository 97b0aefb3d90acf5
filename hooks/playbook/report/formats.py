"""The output formats of problems, by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ..messages import Messages, messages
from ..problems import Problem
from .excerpts import Excerpts
from .github import github_annotations
from .json_report import as_json
from .sarif import as_sarif


@dataclass(frozen=True)
class Report:
    """The input of a format: the problems, the failing ones, and the files.

    ``folder`` is the relative path of the project, for example ``handbook/``, or empty;
    ``sentences`` are the messages in one language.
    """

    problems: Sequence[Problem]
    failing: Collection[Problem]
    excerpts: Excerpts
    folder: str = ""
    sentences: Messages = field(default_factory=messages)
    on_terminal: bool = False


def _text(report: Report) -> str:
    lines: list[str] = []
    for problem in report.problems:
        line, *related = report.sentences.lines(problem)
        lines.append(line)
        if report.on_terminal and (excerpt := report.excerpts.excerpt(problem.location)):
            lines.append(excerpt)
        lines += related
    return "\n".join(lines)


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _text,
    "json": lambda report: as_json(
        report.problems, report.failing, report.excerpts, report.sentences
    ),
    "github": lambda report: "\n".join(
        github_annotations(report.problems, report.folder, report.sentences)
    ),
    "sarif": lambda report: as_sarif(report.problems, report.folder, report.sentences),
}
