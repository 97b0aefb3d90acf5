"""What many tests need: the small playbook, changed copies of it, and the problems they have."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from playbook.project import DATA, read_project

PATIENCE = 300.0
"""Seconds after which what was waited for is given up: minutes, for a slow machine is no fault."""
TESTS = Path(__file__).parent
SMALL = TESTS / "data" / "small"
"""A whole playbook without problems: every kind, every sort of reference."""


def copy_small(folder: Path) -> Path:
    """A copy of the small playbook's project in a folder."""
    shutil.copytree(SMALL / DATA, folder / DATA)
    return folder


def replace(project: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands once in a data file."""
    path = project / DATA / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def lines_of(project: Path, *, today: dt.date | None = None, adopted: bool = False) -> list[str]:
    """The problem lines of a project; those that depend on the day where it is given."""
    checked = read_project(project, today=today, adopted=adopted)
    return [str(problem) for problem in checked.problems]


def codes_of(project: Path) -> set[str]:
    """The codes of a project's problems."""
    return {problem.code for problem in read_project(project).problems}
