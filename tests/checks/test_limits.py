"""Checks that every check reports a limited number of problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.checks import check
from playbook.problems import MAX_PROBLEMS
from playbook.project import read_project
from support import problem_lines


@pytest.mark.parametrize(("count", "reported"), [(-1, -1), (0, 0), (1, 0), (20, 0)])
def test_a_check_stops_at_the_limit_and_reports_where_it_stopped(
    small_project: Path, count: int, reported: int
) -> None:
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        ids = [f"nowhere-{number}" for number in range(MAX_PROBLEMS + count)]
        file.write("    see_also:\n" + "".join(f"      - {id}\n" for id in ids))
    lines = problem_lines(small_project)
    assert len([line for line in lines if " PB202: " in line]) == MAX_PROBLEMS + reported
    ends = [line for line in lines if " PB013: " in line]
    assert len(ends) == (count > 0)  # what is as many as the limit is reported in full
    last = next(line for line in lines if f"'nowhere-{MAX_PROBLEMS + reported - 1}'" in line)
    assert all(line.split(" ")[0] == last.split(" ")[0] for line in ends)


def test_what_is_left_before_adoption_is_only_reported_when_asked_for(small_project: Path) -> None:
    playbook = read_project(small_project).playbook
    assert playbook
    assert check(playbook) == []
    assert {problem.level for problem in check(playbook, adopted=True)} == {"notice"}
