"""The limit of reported problems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.problems import MAX_PROBLEMS, Level, Location, Problem
from playbook.source.codes import TAB, limited


def problems(count: int, level: Level) -> list[Problem]:
    return [replace(TAB.at(Location("a.yml", line + 1)), level=level) for line in range(count)]


def test_problems_up_to_the_limit_are_all_reported() -> None:
    notices = problems(MAX_PROBLEMS, "notice")
    assert limited(notices) == notices
    assert limited([]) == []


@pytest.mark.parametrize(
    ("problems_beyond", "level"),
    [
        (problems(3, "notice"), "notice"),
        ([*problems(3, "notice"), *problems(1, "warning")], "warning"),
        ([*problems(1, "error"), *problems(3, "notice")], "error"),
    ],
)
def test_the_limit_problem_has_the_worst_level_beyond_the_limit(
    problems_beyond: list[Problem], level: Level
) -> None:
    reported = limited([*problems(MAX_PROBLEMS, "notice"), *problems_beyond])
    assert len(reported) == MAX_PROBLEMS + 1
    assert (reported[-1].code, reported[-1].level) == ("PB013", level)
    assert reported[-1].location == Location("a.yml", MAX_PROBLEMS)
