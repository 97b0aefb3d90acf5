"""What a version publishes is read back as what its readers saw."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playbook.changes.compare import compare
from playbook.changes.published_state import published_state
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook
from playbook.pages.json_export import playbook_json
from playbook.project import read_project
from support import SMALL


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    found = read_project(SMALL).playbook
    assert found
    return found


@pytest.fixture
def data(playbook: Playbook) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(playbook_json(Handbook(playbook)))
    return content


def has_hidden_parts(handbook: Handbook, id: str) -> bool:
    entry = handbook.playbook.entries[id]
    whole = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    return handbook.as_shown(entry) != whole


def test_every_entry_is_read_back_and_is_unchanged(
    playbook: Playbook, data: dict[str, Any]
) -> None:
    state = published_state(data, playbook.languages)
    shown = Handbook(playbook).shown
    assert state.unread == frozenset()
    assert state.entries.keys() == shown
    assert {entry.kind for entry in state.entries.values()} == set(playbook.kinds)
    assert state.settings.values == playbook.settings.values
    changed = {change.id for change in compare(playbook, state, "en")} & shown
    assert changed == {id for id in shown if has_hidden_parts(Handbook(playbook), id)}


def test_what_cannot_be_read_is_left_out_and_named(data: dict[str, Any]) -> None:
    first, second, third, *_ = data["entries"]
    first["kind"] = "faq"
    second["of_a_newer_version"] = True
    del third["title"]
    data["values"]["emoji_max"] = {"amount": 2}
    data["chapters"][0]["order"] = "first"
    state = published_state(data, ["sv", "en"])
    assert state.unread == {first["id"], second["id"], third["id"]}
    assert len(state.entries) == len(data["entries"]) - 3
    assert "emoji_max" not in state.settings.values
    assert compare(state, state, "en") == []


def test_a_language_of_which_texts_are_missing_is_read(data: dict[str, Any]) -> None:
    """A handbook may be translated text by text."""
    for entry in data["entries"]:
        del entry["title"]["en"]
    state = published_state(data, ["sv", "en"])
    assert state.unread == frozenset()
    assert compare(state, published_state(data, ["sv", "en"]), "en") == []
