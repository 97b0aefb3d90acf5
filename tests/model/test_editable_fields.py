"""Checks for which fields of an entry a reader may suggest a change."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.model.editable_fields import EditableField, editable_fields
from playbook.model.playbook import Playbook
from playbook.model.shown_parts import shown_entry
from playbook.project import read_project
from support import SMALL

FOR_EDITORS = {
    "id", "status", "audience", "owner", "reviewed", "review_by", "previous_ids", "replaced_by",
    "retired_because", "suppress", "tags", "applies_to", "checks",
}  # fmt: skip


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    playbook = read_project(SMALL).playbook
    assert playbook is not None
    return playbook


def fields_of(playbook: Playbook, id: str) -> dict[str, EditableField]:
    return {".".join(map(str, each.path)): each for each in editable_fields(playbook.entries[id])}


def test_a_rule_has_texts_choices_references_and_values(playbook: Playbook) -> None:
    fields = fields_of(playbook, "share-job-posts")
    types = {name: fields[name].type for name in ("title", "statement", "examples.do")}
    assert types == {"title": "text", "statement": "prose", "examples.do": "texts"}
    assert fields["verdict"] == EditableField(
        path=("verdict",), type="choice", is_required=False, value="yes_if",
        choices=("yes", "yes_if", "ask_first", "no"),
    )  # fmt: skip
    assert fields["ask"].kinds == ("contacts", "roles")
    assert (fields["within"].type, fields["within"].value) == ("value", "reply_within")
    assert fields["conditions"].value["en"][0] == "You say that you work here."
    assert fields["exceptions.2.text"].value["en"] == "The moderator does not share on duty."


def test_exceptions_are_numbered_as_readers_see_them(playbook: Playbook) -> None:
    entry = shown_entry(playbook.entries["share-job-posts"], playbook.settings.organisation)
    texts = [each for each in editable_fields(entry) if each.path[0] == "exceptions"]
    assert {each.path[1] for each in texts} == {1}, "the exception for the US is hidden"


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_only_editors_decide_are_not_editable(playbook: Playbook, kind: str) -> None:
    for entry in playbook.of_kind(kind):
        fields = editable_fields(entry)
        assert fields
        assert not {each.path[0] for each in fields} & FOR_EDITORS
        assert all(len(each.path) <= 5 for each in fields)
