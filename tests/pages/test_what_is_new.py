"""The start page of a release says what is new in it."""

from __future__ import annotations

from typing import Any

import pytest

from playbook.changes.record import parse_record
from playbook.pages.handbook import Handbook
from playbook.pages.plan import PlannedPage
from playbook.pages.release_info import ReleaseInfo
from playbook.pages.render import render
from playbook.pages.what_is_new import MAX_ENTRIES, what_is_new
from site_helpers import handbook_of
from support import copy_small

NOTE = {"sv": "Nu får alla dela.", "en": "Now everybody may share."}


def change(id: str, kind: str, type: str) -> dict[str, Any]:
    return {"id": id, "kind": kind, "type": type, "title": {"sv": id, "en": id}}


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return handbook_of(copy_small(tmp_path_factory.mktemp("news")))


def released(
    handbook: Handbook, *changes: dict[str, Any], since: str | None = "1.0.0", **parts: Any
) -> Handbook:
    data = {"format": 2, "version": "2.0.0", "since": since, "class": "major", **parts,
            "changes": list(changes)}  # fmt: skip
    record = parse_record(data, "record", handbook.playbook.languages)
    return Handbook(handbook.playbook, ReleaseInfo("2.0.0", "2026-04-01", record))


def start_page(handbook: Handbook, language: str) -> str:
    return render(handbook, PlannedPage("", "home"), language).html


def test_the_binding_changes_of_shown_entries_are_new(handbook: Handbook) -> None:
    news = what_is_new(
        released(
            handbook,
            change("share-job-posts", "policy", "stricter"),
            change("reply-in-time", "policy", "editorial"),
            change("gone", "policy", "removed"),
            change("viral", "glossary", "added"),
            change("reply_within", "values", "value"),
            change("moderator", "roles", "changed"),
        )
    )
    assert news is not None
    assert [entry.id for entry in news.entries] == ["share-job-posts", "moderator"]


def test_the_start_page_leads_to_all_changes(handbook: Handbook) -> None:
    rules = [entry.id for entry in handbook.by_kind["policy"]]
    roles = [entry.id for entry in handbook.by_kind["roles"]]
    terms = [change(id, "policy", "looser") for id in rules] + [
        change(id, "roles", "changed") for id in roles
    ]
    with_note = released(handbook, *terms, note=NOTE)
    html = start_page(with_note, "en")
    news = html[html.index("pb-home-news") :].split("</section>")[0]
    assert "<h2>New in version 2.0.0</h2>" in news
    assert "<p>Now everybody may share.</p>" in news
    assert news.count('<li class="pb-rule-line"') == min(len(terms), MAX_ENTRIES)
    assert 'href="../../en/releases/"' in news


@pytest.mark.parametrize("since", ["1.0.0", None])
def test_nothing_is_new_without_changes_or_an_earlier_version(
    handbook: Handbook, since: str | None
) -> None:
    changes = [change("share-job-posts", "policy", "stricter")] if since is None else []
    release = released(handbook, *changes, since=since)
    assert "pb-home-news" not in start_page(release, "sv")
    assert "pb-home-news" not in start_page(handbook, "sv")
