"""The built starter handbook: the four kinds of organisation, strict builds, both languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.project import read_project
from starter.content import SECTORS, entries_shown
from starter.starter_project import pages_within_clicks

HOMES = {"sv": "", "en": "en/"}
MAX_CLICKS = 3


@pytest.fixture(scope="module", params=SECTORS)
def built(request: pytest.FixtureRequest, sites: Mapping[str, Path]) -> tuple[str, Path]:
    """A sector and its site."""
    site = sites[request.param]
    assert read_project(site.parent).problems == ()
    return request.param, site


@pytest.mark.slow
@pytest.mark.parametrize("language", HOMES)
def test_every_entry_is_within_three_clicks_of_the_home_page(
    built: tuple[str, Path], language: str
) -> None:
    sector, site = built
    reached = pages_within_clicks(site, HOMES[language], MAX_CLICKS)
    pages = [page for path, page in reached.items() if path.startswith("en/") == (language == "en")]
    anchors = set().union(*(page.ids for page in pages))
    assert {entry.id for entry in entries_shown(sector)} - anchors == set()


@pytest.mark.slow
def test_a_handbook_hides_the_entries_of_the_other_kinds(built: tuple[str, Path]) -> None:
    sector, site = built
    reached = pages_within_clicks(site, "", MAX_CLICKS)
    anchors = set().union(*(page.ids for page in reached.values()))
    others = {entry.id for name in SECTORS if name != sector for entry in entries_shown(name)}
    hidden = others - {entry.id for entry in entries_shown(sector)}
    assert hidden
    assert hidden & anchors == set()


@pytest.mark.slow
def test_the_handbook_has_its_title_in_each_language(built: tuple[str, Path]) -> None:
    _, site = built
    for home, title in (("", "Sociala medier"), ("en/", "Social media")):
        assert f"<title>{title}, " in (site / home / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_the_guide_is_in_the_menu(built: tuple[str, Path]) -> None:
    _, site = built
    for home in HOMES.values():
        assert f"{home}make-it-yours/" in pages_within_clicks(site, home, 1)
