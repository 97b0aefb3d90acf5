"""PB728 with --since: a rule that applied in the older state must not begin at a later date."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from playbook.changes.early_start import check
from playbook.model.playbook import Playbook
from playbook.problems import Fact, Phrase
from playbook.project import read_project
from support import SMALL, replace

TODAY = dt.date(2026, 11, 30)
FUTURE = "    effective_from: 2027-01-01\n"
LAST_LINE = "    applies_to: {countries: [US]}\n"
"""The last line of the rule paid-in-the-us, which has no effective_from."""


def read(project: Path) -> Playbook:
    playbook = read_project(project).playbook
    assert playbook
    return playbook


def reasons_and_cures(old: Path, new: Path) -> list[tuple[str, str]]:
    """The keys of the reason and of the cure of each problem; empty for the cure of the code."""
    problems = [*check(read(old), read(new), "v1.0.0", TODAY)]
    assert {problem.code for problem in problems} <= {"PB728"}
    return [
        (_key(problem.fact("reason")), problem.cure.key if problem.cure else "")
        for problem in problems
    ]


def _key(fact: Fact) -> str:
    assert isinstance(fact, Phrase)
    return fact.key


def test_the_cure_for_a_rule_in_force_with_a_later_date_is_pending(small_project: Path) -> None:
    assert reasons_and_cures(SMALL, small_project) == []
    replace(small_project, "policy/posting.yml", LAST_LINE, LAST_LINE + FUTURE)
    assert reasons_and_cures(SMALL, small_project) == [("early.base", "cure.start-pending")]


def test_a_kind_without_pending_has_another_cure(small_project: Path) -> None:
    line = "    address: {email: juridik@example.com}\n"
    replace(small_project, "contacts.yml", line, line + FUTURE)
    assert reasons_and_cures(SMALL, small_project) == [("early.base", "")]


@pytest.mark.parametrize("date", ["2026-11-30", "2026-01-01"])
def test_a_date_that_has_passed_is_not_reported(small_project: Path, date: str) -> None:
    line = FUTURE.replace("2027-01-01", date)
    replace(small_project, "policy/posting.yml", LAST_LINE, LAST_LINE + line)
    assert reasons_and_cures(SMALL, small_project) == []


def test_a_rule_that_did_not_apply_yet_may_be_postponed(
    small_project: Path, tmp_path: Path
) -> None:
    replace(small_project, "policy/posting.yml", LAST_LINE, LAST_LINE + FUTURE)
    later = tmp_path / "later"
    shutil.copytree(small_project, later)
    replace(later, "policy/posting.yml", "2027-01-01", "2027-06-01")
    assert reasons_and_cures(small_project, later) == []


def test_a_renamed_rule_is_the_same_rule(small_project: Path) -> None:
    """The check of the new state alone reports it, because it knows the former ID."""
    rule = "id: paid-in-the-us\n"
    new = "id: paid-abroad\n    previous_ids: [paid-in-the-us]\n"
    replace(small_project, "policy/posting.yml", rule, new)
    replace(small_project, "policy/posting.yml", LAST_LINE, LAST_LINE + FUTURE)
    alone = read_project(small_project, today=TODAY).problems
    assert [problem.code for problem in alone if problem.code == "PB728"] == ["PB728"]
    assert reasons_and_cures(SMALL, small_project) == []


def test_a_warning_can_be_suppressed(small_project: Path) -> None:
    suppression = "    suppress: [{code: PB728, because: A pause, until: 2026-12-31}]\n"
    replace(small_project, "policy/posting.yml", LAST_LINE, LAST_LINE + FUTURE + suppression)
    assert reasons_and_cures(SMALL, small_project) == []
    codes = {problem.code for problem in read_project(small_project, today=TODAY).problems}
    assert codes.isdisjoint({"PB702", "PB728"})
