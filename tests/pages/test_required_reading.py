"""What each role reads before it confirms a version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.changes.record import RecordedChange, parse_record
from playbook.pages.acknowledgement import acknowledgement, required_reading
from playbook.pages.handbook import Handbook
from playbook.pages.json_export import playbook_digest
from playbook.pages.plan import plan
from playbook.pages.release_info import ReleaseInfo
from playbook.pages.render import render
from site_helpers import handbook_of
from support import replace

ROLES = ("employee", "moderator", "policy-owner")


def change(id: str, kind: str, type: str, roles: list[str] | None = None) -> dict[str, Any]:
    title = {"sv": f"Titel {id}", "en": f"Title {id}"}
    return {"id": id, "kind": kind, "type": type, "title": title, "roles": roles or []}


CHANGES = (
    change("share-job-posts", "policy", "stricter"),
    change("moderator", "roles", "changed", ["moderator"]),
    change("employee", "roles", "looser", ["employee"]),
    change("reply_within", "values", "value"),
    change("office_hours", "settings", "changed"),
    # what follows binds nobody
    change("reply-in-time", "policy", "editorial"),
    change("viral", "glossary", "added"),
    change("posting", "policy", "added"),
    change("new_value", "values", "added"),
    change("acknowledge_link", "settings", "changed"),
)
FOR_EVERYONE = ["share-job-posts", "employee", "reply_within", "office_hours"]


def released(handbook: Handbook, *changes: dict[str, Any], since: str | None = "1.0.0") -> Handbook:
    data = {"format": 2, "version": "2.0.0", "since": since, "class": "major",
            "changes": list(changes)}  # fmt: skip
    record = parse_record(data, "record", handbook.playbook.languages)
    return Handbook(handbook.playbook, ReleaseInfo("2.0.0", "2026-04-01", record))


@pytest.fixture(scope="module")
def handbook(small_handbook_folder: Path) -> Handbook:
    return handbook_of(small_handbook_folder)


@pytest.fixture(scope="module")
def small_handbook_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from support import copy_small

    return copy_small(tmp_path_factory.mktemp("reading"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_again_what_has_changed_for_it(handbook: Handbook, role: str) -> None:
    version = released(handbook, *CHANGES)
    reading = required_reading(version, version.playbook.entries[role])
    own = ["moderator"] if role == "moderator" else []
    assert sorted(each.id for each in reading.changes) == sorted([*FOR_EVERYONE, *own])
    assert reading.since == "1.0.0"


def test_the_first_version_asks_for_everything(handbook: Handbook) -> None:
    version = released(handbook, *CHANGES, since=None)
    reading = required_reading(version, version.playbook.entries["moderator"])
    assert (reading.since, reading.changes) == ("", ())


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_everything_that_binds_it(handbook: Handbook, role: str) -> None:
    reading = required_reading(handbook, handbook.playbook.entries[role])
    kinds = [kind for kind, _ in reading.groups]
    assert "policy" in kinds
    assert "glossary" not in kinds
    ids = {kind: {entry.id for entry in entries} for kind, entries in reading.groups}
    assert ids["policy"] == {
        entry.id for entry in handbook.by_kind["policy"] if entry.status == "current"
    }
    assert ids["roles"] == {role, "employee"}


def page_of(handbook: Handbook, language: str = "en") -> str:
    (planned,) = (each for each in plan(handbook) if each.path == "roles/moderator/confirm/")
    return render(handbook, planned, language).html


def test_the_page_has_the_link_with_version_digest_and_role(handbook: Handbook) -> None:
    version = released(handbook, *CHANGES)
    link = acknowledgement(version, "moderator")
    digest = playbook_digest(version)
    assert link == f"https://forms.example.com/read?version=2.0.0&proof={digest}&role=moderator"
    html = page_of(version)
    assert link.replace("&", "&amp;") in html
    assert "If you have confirmed version 1.0.0" in html
    assert ">Share our posts</a>: Stricter" in html
    assert "Title acknowledge_link" not in html


def test_the_page_says_if_nothing_has_changed_for_the_role(handbook: Handbook) -> None:
    html = page_of(released(handbook, change("employee", "roles", "looser", ["policy-owner"])))
    assert "Nothing that is binding for you has changed since version 1.0.0." in html


def test_a_draft_has_the_page_without_a_link(handbook: Handbook) -> None:
    html = page_of(handbook, "sv")
    assert "Länken för att bekräfta finns i den publicerade versionen." in html
    assert "forms.example.com" not in html


def test_a_handbook_without_the_link_has_no_such_page(small_project: Path) -> None:
    line = 'acknowledge_link: "https://forms.example.com/read?version={version}&proof={hash}&role={role}"'
    replace(small_project, "playbook.yml", line, "")
    pages = [each.page_type for each in plan(handbook_of(small_project))]
    assert "confirm" not in pages


def test_recorded_changes_are_of_the_model(handbook: Handbook) -> None:
    """The cases above use the shape in which a release records them."""
    assert all(RecordedChange.model_validate(each) for each in CHANGES)
