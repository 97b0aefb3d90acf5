"""The planned pages: their sections, order and entries."""

from __future__ import annotations

from pathlib import Path

from playbook.kinds import KINDS
from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from site_helpers import handbook_of, restrict_to_public_bodies
from support import replace


def test_every_shown_entry_is_on_one_page(handbook: Handbook) -> None:
    entry_ids = [
        entry.id for page in plan(handbook) if page.page_type != "index" for entry in page.entries
    ]
    assert sorted(entry_ids) == sorted(handbook.shown)


def test_sections_are_in_the_order_of_the_kinds(handbook: Handbook) -> None:
    sections = [page.kind for page in plan(handbook) if page.kind and page.parent is None]
    assert sections == [kind for kind in KINDS if kind in handbook.by_kind]


def test_the_parent_of_a_page_is_its_section(handbook: Handbook) -> None:
    pages = {page.path: page for page in plan(handbook)}
    assert pages["policy/posting/"].parent == "policy/"
    assert pages["roles/moderator/"].parent == "roles/"
    assert pages["policy/"].parent is None
    assert all(page.parent in pages for page in pages.values() if page.parent)


def test_drafts_and_entries_for_other_organisations_are_not_shown(handbook: Handbook) -> None:
    hidden = {"posts-a-week", "public-record", "paid-in-the-us", "ftc-endorsements",
              "freedom-of-the-press"}  # fmt: skip
    assert set(handbook.playbook.entries) - handbook.shown == hidden


def test_chapters_and_kinds_without_shown_entries_have_no_page(small_project: Path) -> None:
    restrict_to_public_bodies(small_project)
    company = {page.path for page in plan(handbook_of(small_project))}
    replace(small_project, "playbook.yml", "sector: company", "sector: public_body")
    public_body = {page.path for page in plan(handbook_of(small_project))}
    assert public_body - company == {"reading/", "policy/keeping/"}
    assert company - public_body == set()
