"""The starter content as readers meet it: both sectors built strictly, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.built import build, clicks, new_project
from content.starter import SECTORS, shown
from playbook.project import read_project

HOMES = {"sv": "", "en": "en/"}
CLICKS = 3


@pytest.fixture(scope="module", params=SECTORS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The site of a sector: the starter data with one word changed."""
    project = new_project(tmp_path_factory.mktemp(request.param), request.param)
    assert read_project(project).problems == ()
    return request.param, build(project)


@pytest.mark.slow
@pytest.mark.parametrize("language", HOMES)
def test_every_entry_is_three_clicks_from_home(built: tuple[str, Path], language: str) -> None:
    sector, site = built
    reached = clicks(site, HOMES[language], CLICKS)
    pages = [page for path, page in reached.items() if path.startswith("en/") == (language == "en")]
    anchors = set().union(*(page.ids for page in pages))
    assert {entry.id for entry in shown(sector)} - anchors == set()


@pytest.mark.slow
def test_a_sector_shows_nothing_of_the_other(built: tuple[str, Path]) -> None:
    sector, site = built
    reached = clicks(site, "", CLICKS)
    anchors = set().union(*(page.ids for page in reached.values()))
    other = next(name for name in SECTORS if name != sector)
    hidden = {entry.id for entry in shown(other)} - {entry.id for entry in shown(sector)}
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
        assert f"{home}make-it-yours/" in clicks(site, home, 1)
