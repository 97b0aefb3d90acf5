"""Checks that all data files are read into one playbook, with locations and problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.kinds import KINDS
from playbook.model import load as load_module
from playbook.model.playbook import Playbook
from playbook.model.values import Value
from playbook.problems import Location
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, problem_codes, problem_lines, replace


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    checked = read_project(SMALL)
    assert checked.problems == ()
    assert checked.playbook is not None
    return checked.playbook


TESTS_OF_OTHER_FIELDS = {"easy": "tests/pages/test_render.py"}
"""The fields that only a changed copy of the small playbook has: once a rule has an easy text, the
rules without one are reported."""


def test_the_small_playbook_has_every_kind_and_every_field(playbook: Playbook) -> None:
    for name, kind in KINDS.items():
        entries = playbook.of_kind(name)
        assert entries, name
        used = {field for entry in entries for field in entry.model_fields_set}
        own_fields = set(kind.model_fields) & set(kind.__annotations__)
        missing = own_fields - used - TESTS_OF_OTHER_FIELDS.keys()
        assert not missing, f"{name}: a field of the kind is missing"
    used = {field for entry in playbook.entries.values() for field in entry.model_fields_set}
    every = {field for kind in KINDS.values() for field in kind.model_fields}
    assert used >= every - TESTS_OF_OTHER_FIELDS.keys()


def test_the_small_playbook_has_a_value_of_each_type(playbook: Playbook) -> None:
    values = playbook.settings.values.values()
    used = {name for value in values for name in value.model_fields_set}
    assert used == set(Value.model_fields)


def test_origins_have_the_location_of_entries_and_fields(playbook: Playbook) -> None:
    origin = playbook.origins["moderator"]
    assert origin.location() == Location("playbook_data/roles.yml", 12, 5)
    assert origin.location(("backup",)) == Location("playbook_data/roles.yml", 32, 13)
    assert origin.location(("backup",), of_key=True) == Location("playbook_data/roles.yml", 32, 5)
    in_defaults = Location("playbook_data/roles.yml", 2, 10)
    assert origin.location(("owner",)) == in_defaults
    assert origin.location(("mission",)) == Location("playbook_data/roles.yml", 16, 7)


def test_the_entries_of_kinds_and_chapters_are_in_the_order_of_the_file(playbook: Playbook) -> None:
    assert [entry.id for entry in playbook.of_kind("roles")] == [
        "employee",
        "moderator",
        "policy-owner",
    ]
    assert [entry.id for entry in playbook.in_chapter("posting")][:2] == [
        "share-job-posts",
        "reply-in-time",
    ]


def test_a_value_in_an_entry_overrides_the_default(small_project: Path) -> None:
    replace(
        small_project, "roles.yml", "  - id: employee\n", "  - id: employee\n    owner: moderator\n"
    )
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert playbook.entries["employee"].owner == "moderator"
    assert playbook.entries["moderator"].owner == "policy-owner"


def test_a_mistake_in_the_defaults_is_reported_once_at_its_line(small_project: Path) -> None:
    replace(small_project, "keys.yml", "  reviewed: 2026-02-10", "  reviewed: someday")
    assert [line.split(" error ")[0] for line in problem_lines(small_project)] == [
        "playbook_data/keys.yml:3:13:"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "roles.yml",
            "    mission: {sv: Hålla reglerna aktuella., en: Keep",
            "    mission: {sv: Keep",
        ),
        ("roles.yml", "  - id: policy-owner\n", "  - id: policy owner\n"),
        ("roles.yml", "  - id: policy-owner\n", "  - id:\n"),
        ("roles.yml", "entries:", "roles:"),
        ("roles.yml", "entries:", "entries: x\nrest:"),
        ("roles.yml", "entries:", "entries"),
        ("policy/posting.yml", "  order: 1", "  order: first"),
        ("keys.yml", "    order: 3", "    order: third"),
    ],
)
def test_a_mistake_is_not_reported_again_at_references_to_it(
    small_project: Path, name: str, old: str, new: str
) -> None:
    replace(small_project, name, old, new)
    lines = problem_lines(small_project)
    assert lines
    assert {line.split(":")[0] for line in lines} == {f"playbook_data/{name}"}


def test_entries_are_checked_even_if_the_settings_are_invalid(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "organisation:", "organization:")
    replace(small_project, "roles.yml", "    may: [share]", "    may: [shout]")
    checked = read_project(small_project)
    assert checked.playbook is None
    assert {problem.code for problem in checked.problems} == {"PB103", "PB104"}


@pytest.mark.parametrize("languages", ["languages: []", "languages: sv", "languages:", ""])
def test_texts_are_not_reported_if_the_languages_are_invalid(
    small_project: Path, languages: str
) -> None:
    replace(small_project, "playbook.yml", "languages: [sv, en]", languages)
    assert {line.split(":")[0] for line in problem_lines(small_project)} == {
        "playbook_data/playbook.yml"
    }


def test_a_missing_translation_is_a_notice_if_the_settings_allow_it(small_project: Path) -> None:
    replace(
        small_project,
        "themes.yml",
        "title: {sv: Att höra till, en: To belong}",
        "title: {en: Belong}",
    )
    assert problem_codes(small_project) == {"PB107"}
    replace(
        small_project,
        "playbook.yml",
        "languages: [sv, en]",
        "languages: [sv, en]\nmissing_text: notice",
    )
    assert problem_codes(small_project) == {"PB120"}  # a notice: the page shows another language


def test_texts_are_plain_strings_in_a_handbook_with_one_language(tmp_path: Path) -> None:
    data = tmp_path / DATA_FOLDER
    data.mkdir()
    settings = (SMALL / DATA_FOLDER / "playbook.yml").read_text("utf-8").split("values:")[0]
    settings = settings.replace("[sv, en]", "[en]").replace("sv: Kommunikationschefen, ", "")
    (data / "playbook.yml").write_text(settings, "utf-8")
    (data / "reading.yml").write_text(
        "entries:\n  - {id: a, title: A book, author: B, year: 2024, why: Short.}\n", "utf-8"
    )
    assert problem_codes(tmp_path) == {"PB424"}


def test_an_entry_with_the_id_of_a_chapter_is_reported(small_project: Path) -> None:
    replace(small_project, "glossary.yml", "  - id: viral\n", "  - id: posting\n")
    assert [line.split(" ")[2] for line in problem_lines(small_project)] == ["PB201:"]


def test_too_many_entries_are_reported(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_module, "MAX_ENTRIES", 10)
    assert any(
        "PB013: there are more than 10 entries in all" in line
        for line in problem_lines(small_project)
    )
