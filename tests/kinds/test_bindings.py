"""Checks how a change of each field of each kind is classified, in both directions."""

from __future__ import annotations

import pytest

from kinds.binding_table import STRICTNESS_DIRECTIONS, rows, small_playbook
from playbook.changes.change import BINDING
from playbook.kinds import KINDS
from playbook.model.directions import binds
from playbook.model.entry import Entry
from playbook.model.playbook import Playbook


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return small_playbook()


def test_a_change_of_each_field_is_classified_by_its_direction(playbook: Playbook) -> None:
    for kind, field, direction, (forward, back) in rows(playbook):
        field_name = f"{field} of {kind}"
        if isinstance(direction, STRICTNESS_DIRECTIONS):
            assert (forward, back) == ("stricter", "looser"), field_name
        elif binds(direction):
            assert forward == back, field_name
            assert forward in BINDING, field_name
        else:
            assert forward == back, field_name
            assert forward in ("editorial", "reviewed"), field_name


def test_the_table_has_a_row_for_every_field(playbook: Playbook) -> None:
    assert {(kind, field) for kind, field, _, _ in rows(playbook)} == {
        *(("every kind", field) for field in Entry.model_fields),
        *((kind, field) for kind, model in KINDS.items()
          for field in model.model_fields.keys() - Entry.model_fields.keys()),
    }  # fmt: skip
