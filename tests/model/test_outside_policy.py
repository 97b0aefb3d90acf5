"""Checks that an existing policy fits the format; its README says what does not."""

from __future__ import annotations

import pytest

from playbook.model.playbook import Playbook
from playbook.project import read_project
from site_helpers import handbook_of
from support import TESTS

OUTSIDE = TESTS / "data" / "outside_policy"


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    checked = read_project(OUTSIDE)
    assert checked.problems == ()
    assert checked.playbook
    return checked.playbook


def test_each_paragraph_of_the_source_is_a_rule(playbook: Playbook) -> None:
    assert len(playbook.in_chapter("city-pages")) == 8


def test_the_policy_uses_the_fields_added_in_format_2(playbook: Playbook) -> None:
    rules = playbook.in_chapter("city-pages")
    used = {name for rule in rules for name in rule.model_fields_set}
    assert used >= {"conditions_match", "no_answer"}


def test_every_part_of_the_policy_is_shown() -> None:
    handbook = handbook_of(OUTSIDE)
    assert handbook.shown == handbook.playbook.entries.keys()
