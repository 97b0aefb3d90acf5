"""What a version publishes is read back as what its readers saw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kinds.faq_project import faq_project, install
from playbook.changes.compare import compare
from playbook.changes.published_state import published_state
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook
from playbook.pages.json_export import playbook_json
from playbook.project import read_project
from playbook.words.catalogue import words_of
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


def has_hidden_parts(playbook: Playbook, id: str) -> bool:
    handbook = Handbook(playbook)
    whole = playbook.entries[id].model_dump(mode="json", by_alias=True, exclude_none=True)
    return handbook.as_shown(handbook.playbook.entries[id]) != whole


def test_published_entries_are_read_back_unchanged(
    playbook: Playbook, data: dict[str, Any]
) -> None:
    state = published_state(data, playbook.languages)
    shown = Handbook(playbook).shown
    assert state.unread == frozenset()
    assert state.entries.keys() == shown
    assert {entry.kind for entry in state.entries.values()} == set(playbook.kinds)
    assert state.settings.values == playbook.settings.values
    changed = {change.id for change in compare(playbook, state, "en")} & shown
    assert changed == {id for id in shown if has_hidden_parts(playbook, id)}


def test_unreadable_published_data_is_left_out_and_listed(data: dict[str, Any]) -> None:
    first, second, third, *_ = data["entries"]
    first["kind"] = "of-no-package"
    second["of_a_newer_version"] = True
    del third["title"]
    data["values"]["emoji_max"] = {"amount": 2}
    data["chapters"][0]["order"] = "first"
    state = published_state(data, ["sv", "en"])
    assert state.unread == {first["id"], second["id"], third["id"]}
    assert len(state.entries) == len(data["entries"]) - 3
    assert "emoji_max" not in state.settings.values
    assert compare(state, state, "en") == []


def test_published_language_with_missing_texts_is_read(data: dict[str, Any]) -> None:
    """A handbook may be translated text by text."""
    for entry in data["entries"]:
        del entry["title"]["en"]
    state = published_state(data, ["sv", "en"])
    assert state.unread == frozenset()
    assert compare(state, published_state(data, ["sv", "en"]), "en") == []


def test_kind_from_a_package_is_read_if_the_package_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = faq_project(tmp_path / "project")
    with monkeypatch.context() as installed:
        installed.syspath_prepend(str(install(tmp_path / "installed")))
        playbook = read_project(project).playbook
        assert playbook
        data = json.loads(playbook_json(Handbook(playbook)))
        before = published_state(data, playbook.languages)
        faq = next(entry for entry in data["entries"] if entry["kind"] == "faq")
        assert faq["verdict"] != "never"
        faq["verdict"] = "never"
        after = published_state(data, playbook.languages)
        types = {change.id: change.change_type for change in compare(before, after, "en")}
        assert types == {faq["id"]: "stricter"}
        assert words_of(after, "en").kind("faq") != "faq"
    assert faq["id"] in published_state(data, playbook.languages).unread
