"""Checks that every check reports a limited number of problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.checks import check
from playbook.problems import MAX_PROBLEMS
from playbook.project import read_project
from support import problem_lines


@pytest.mark.parametrize(
    ("excess", "reported"),
    [(-1, MAX_PROBLEMS - 1), (0, MAX_PROBLEMS), (1, MAX_PROBLEMS), (20, MAX_PROBLEMS)],
    ids=["-1--1", "0-0", "1-0", "20-0"],
)
def test_a_check_stops_at_the_limit_and_reports_where_it_stopped(
    small_project: Path, excess: int, reported: int
) -> None:
    """There are ``excess`` problems more than the limit."""
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        ids = [f"nowhere-{number}" for number in range(MAX_PROBLEMS + excess)]
        file.write("    see_also:\n" + "".join(f"      - {id}\n" for id in ids))
    lines = problem_lines(small_project)
    assert len([line for line in lines if " PB202: " in line]) == reported
    limit_notices = [line for line in lines if " PB013: " in line]
    assert len(limit_notices) == (1 if excess > 0 else 0)
    last_line = next(line for line in lines if f"'nowhere-{reported - 1}'" in line)
    assert all(line.split(" ")[0] == last_line.split(" ")[0] for line in limit_notices)


def test_tasks_before_adoption_are_only_reported_on_request(small_project: Path) -> None:
    playbook = read_project(small_project).playbook
    assert playbook
    assert check(playbook) == []
    assert {problem.level for problem in check(playbook, adopted=True)} == {"notice"}
