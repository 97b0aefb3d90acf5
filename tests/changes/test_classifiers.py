"""The direction of a change at the edges: durations, scopes and lists that are equal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from playbook.changes.change import (
    Audience,
    Change,
    ChangeType,
    Difference,
    downgrade_to_editorial,
    heaviest,
)
from playbook.changes.classifiers import (
    ComparedStates,
    classify_deadline,
    classify_permissions,
    classify_scope,
    covers,
)
from playbook.changes.classify import classify_by_direction
from playbook.kinds.policy import Rule
from playbook.kinds.policy.parts import Sanction
from playbook.model.directions import Changed, Direction, FewerIsStricter, Parts, Reworded
from playbook.model.entry import AppliesTo
from playbook.model.playbook import Playbook
from playbook.project import read_project
from support import SMALL, replace

RULE = "share-job-posts"


@pytest.fixture(scope="module")
def small() -> Playbook:
    playbook = read_project(SMALL).playbook
    assert playbook
    return playbook


def states(playbook: Playbook, **rule: Any) -> ComparedStates:
    """A playbook in two equal states, with a rule that has these fields."""
    entry = playbook.entries[RULE].model_copy(update=rule)
    return ComparedStates(playbook, playbook, entry, entry)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("{amount: 59, unit: minutes}", "{amount: 1, unit: hours}"),
        ("{amount: 23, unit: hours}", "{amount: 1, unit: days}"),
        ("{amount: 7, unit: working_hours}", "{amount: 1, unit: days}"),
        ("{amount: 6, unit: days}", "{amount: 1, unit: weeks}"),
        ("{amount: 1, unit: days}", "{amount: 1, unit: working_days}"),
        ("{amount: 4, unit: weeks}", "{amount: 1, unit: months}"),
        ("{amount: 11, unit: months}", "{amount: 1, unit: years}"),
        (
            "{amount: 24, unit: hours}",
            "{amount: 24, unit: hours, on_days_off: {amount: 1, unit: working_days}}",
        ),
    ],
)
def test_shorter_duration_is_stricter(small_project: Path, shorter: str, longer: str) -> None:
    playbook = with_values(small_project, shorter, longer)
    assert classify_deadline(states(playbook), "one", "other") == "looser"
    assert classify_deadline(states(playbook), "other", "one") == "stricter"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{amount: 60, unit: minutes}", "{amount: 1, unit: hours}"),
        ("{amount: 24, unit: hours}", "{amount: 1, unit: days}"),
        ("{amount: 8, unit: working_hours}", "{amount: 1, unit: days}"),
        ("{amount: 7, unit: days}", "{amount: 1, unit: weeks}"),
        ("{amount: 5, unit: working_days}", "{amount: 1, unit: weeks}"),
        ("{amount: 12, unit: months}", "{amount: 1, unit: years}"),
        ("{amount: 365, unit: days}", "{amount: 1, unit: years}"),
    ],
)
def test_equal_durations_have_no_direction(small_project: Path, one: str, other: str) -> None:
    playbook = with_values(small_project, one, other)
    assert classify_deadline(states(playbook), "one", "other") == "changed"


def with_values(project: Path, one: str, other: str) -> Playbook:
    replace(
        project, "playbook.yml", "values:\n",
        f"values:\n  one: {{duration: {one}}}\n  other: {{duration: {other}}}\n",
    )  # fmt: skip
    playbook = read_project(project).playbook
    assert playbook
    return playbook


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, "act_within", "stricter"),
        ("act_within", None, "looser"),
        ("act_within", "emoji_max", "changed"),
        ("emoji_max", "act_within", "changed"),
        ("act_within", "nothing", "changed"),
    ],
)
def test_change_of_a_deadline_without_duration_has_no_direction(
    small: Playbook, old: str | None, new: str | None, expected: ChangeType
) -> None:
    assert classify_deadline(states(small), old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["share"], ["share", "reply"], "looser"),
        (["share", "reply"], ["reply"], "stricter"),
        (["share", "reply"], ["reply", "share"], "changed"),
        (["share"], ["reply"], "changed"),
    ],
)
def test_more_permissions_are_looser(
    small: Playbook, old: Sequence[str], new: Sequence[str], expected: ChangeType
) -> None:
    assert classify_permissions(states(small), old, new) == expected


WIDE, NARROW = AppliesTo(countries=["SE", "NO"]), AppliesTo(countries=["SE"])


@pytest.mark.parametrize(
    ("asks", "verdict", "wider", "narrower"),
    [
        ("may", "yes", "looser", "stricter"),
        ("may", "yes_if", "changed", "changed"),
        ("may", "ask_first", "stricter", "looser"),
        ("may", "no", "stricter", "looser"),
        ("must", "yes", "stricter", "looser"),
        ("must", "no", "looser", "stricter"),
    ],
)
def test_wider_scope_is_classified_by_the_verdict(
    small: Playbook, asks: str, verdict: str, wider: ChangeType, narrower: ChangeType
) -> None:
    rule = states(small, asks=asks, verdict=verdict)
    assert classify_scope(rule, NARROW, WIDE) == wider
    assert classify_scope(rule, WIDE, NARROW) == narrower
    assert classify_scope(rule, WIDE, WIDE) == "changed"
    assert classify_scope(rule, NARROW, AppliesTo(countries=["NO"])) == "changed"


def test_scope_and_verdict_that_change_together_are_classified(small: Playbook) -> None:
    no, yes = states(small, verdict="no").before, states(small, verdict="yes").before
    assert classify_scope(ComparedStates(small, small, no, yes), NARROW, WIDE) == "looser"
    assert classify_scope(ComparedStates(small, small, no, yes), WIDE, NARROW) == "looser"
    assert classify_scope(ComparedStates(small, small, yes, no), NARROW, WIDE) == "stricter"
    assert classify_scope(ComparedStates(small, small, yes, no), WIDE, NARROW) == "stricter"


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (AppliesTo(), WIDE, True),
        (WIDE, AppliesTo(), False),
        (WIDE, WIDE, True),
        (WIDE, NARROW, True),
        (NARROW, WIDE, False),
        (WIDE, AppliesTo(countries=["SE"], account=["personal"]), True),
        (AppliesTo(countries=["SE"], account=["personal"]), NARROW, False),
    ],
)
def test_scope_covers_a_narrower_one(outer: AppliesTo, inner: AppliesTo, expected: bool) -> None:
    assert bool(covers(outer, inner)) is expected


@pytest.mark.parametrize(
    ("fields", "new", "expected"),
    [
        ({"countries": Changed()}, {"a": WIDE}, "changed"),
        ({"countries": FewerIsStricter(), "roles": Changed()}, {"a": WIDE}, "looser"),
        ({"countries": Reworded(), "roles": Changed()}, {"a": WIDE}, "changed"),
        ({"roles": Changed()}, {"a": WIDE}, "editorial"),
        ({"countries": Reworded()}, {"a": WIDE, "b": WIDE}, "changed"),
        ({"countries": Reworded()}, {}, "changed"),
    ],
)
def test_part_gets_the_type_of_its_first_changed_field(
    small: Playbook, fields: dict[str, Direction], new: dict[str, AppliesTo], expected: ChangeType
) -> None:
    assert classify_by_direction(Parts(fields), states(small), {"a": NARROW}, new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"decided_by": "moderator"}, "changed"),
        ({"text": {"sv": "Ett brev."}}, "reworded"),
        ({"decided_by": "moderator", "text": {"sv": "Ett brev."}}, "changed"),
        (None, "changed"),
    ],
)
def test_a_ladder_of_sanctions_is_compared_step_by_step(
    small: Playbook, new: dict[str, Any] | None, expected: ChangeType
) -> None:
    first = Sanction(breach={"sv": "Första"}, text={"sv": "Ett samtal."})
    second = Sanction(breach={"sv": "Andra"}, text={"sv": "En varning."}, decided_by="manager")
    changed = [first] if new is None else [first, second.model_copy(update=new)]
    direction = Rule.spec.bindings["sanctions"]
    for one, other in (([first, second], changed), (changed, [first, second])):
        assert classify_by_direction(direction, states(small), one, other) == expected


REWORDED = Difference("why", "reworded", "en", "a", "b")
MOVED = Difference("id", "moved", "", "a", "b")


def test_downgrade_to_editorial_affects_only_rewordings() -> None:
    change = Change("a", "policy", "reworded", {}, Audience(), (REWORDED, MOVED))
    result = downgrade_to_editorial(change, "A comma")
    assert (result.change_type, result.reason) == ("editorial", "A comma")
    assert [difference.change_type for difference in result.differences] == ["editorial", "moved"]
    assert not result.is_binding
    stricter = Change("a", "policy", "stricter", {}, Audience(), (REWORDED, MOVED))
    assert downgrade_to_editorial(stricter, "A comma") == stricter


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("looser", "stricter"), "changed"),
        (("looser", "stricter", "added"), "added"),
        (("stricter", "reworded"), "stricter"),
        (("reviewed", "editorial"), "editorial"),
        (("moved", "reworded"), "reworded"),
    ],
)
def test_heaviest_type_of_several(types: Sequence[ChangeType], expected: ChangeType) -> None:
    assert heaviest(types) == expected
