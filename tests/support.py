"""Helpers that copy and change the small playbook, and list a project's problems."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from playbook.messages import messages
from playbook.problems import Problem
from playbook.project import DATA_FOLDER, read_project

TIMEOUT_SECONDS = 300.0
"""The maximum time to wait for an event, so long that no test fails on a slow machine."""
TESTS = Path(__file__).parent
SMALL = TESTS / "data" / "small"
"""A playbook without problems that has every kind and every type of reference."""


def copy_small(folder: Path) -> Path:
    """Copy the small playbook's data to a folder, and return the folder."""
    shutil.copytree(SMALL / DATA_FOLDER, folder / DATA_FOLDER)
    return folder


def replace(project: Path, name: str, old: str, new: str) -> None:
    """Replace text that occurs exactly once in a data file."""
    path = project / DATA_FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def problem_lines(
    project: Path, *, today: dt.date | None = None, adopted: bool = False
) -> list[str]:
    """The problem lines of a project; with ``today``, date-dependent lines too."""
    problems = problems_of(project, today=today, adopted=adopted)
    return [line for problem in problems for line in messages().lines(problem)]


def problems_of(
    project: Path, *, today: dt.date | None = None, adopted: bool = False
) -> tuple[Problem, ...]:
    """The problems of a project; with ``today``, date-dependent problems too."""
    return read_project(project, today=today, adopted=adopted).problems


def line_of(problem: Problem) -> str:
    """A problem on one line, in English."""
    return messages().line(problem)


def problem_codes(project: Path) -> set[str]:
    """The codes of a project's problems."""
    return {problem.code for problem in read_project(project).problems}


def to_format_1(project: Path) -> None:
    """Rewrite a copy of the small playbook as data of format 1."""
    replace(project, "playbook.yml", "format: 2", "format: 1")
    replace(project, "incidents.yml", "    suppress:\n", "    silence:\n")
    replace(project, "themes.yml", "    type: need\n", "    sort: need\n")
    replace(project, "channels.yml", "    target_group:", "    audience:")
