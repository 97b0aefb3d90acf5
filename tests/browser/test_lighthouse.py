"""Lighthouse on a phone: full marks, and how much a page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from browser.tools import lighthouse
from content.built import build, new_project
from playbook.project import DATA
from screenshots import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = {"": 120_000, "policy/identity/": 120_000, "flows/can-i-post/": 150_000, "crisis/": 60_000}
"""The most bytes that a page and all that it asks for may weigh, uncompressed."""
MOST_REQUESTS = 30


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The handbook of an organisation that lets search engines in, served."""
    project = new_project(tmp_path_factory.mktemp("public"))
    settings = project / DATA / "playbook.yml"
    text = settings.read_text(encoding="utf-8")
    assert text.count("public: no ") == 1
    settings.write_text(text.replace("public: no ", "public: yes "), encoding="utf-8")
    with served(build(project)) as address:
        yield address


@pytest.mark.parametrize("path", MOST)
def test_a_page_gets_full_marks(path: str, public: str) -> None:
    report = lighthouse(public + path, "accessibility", "best-practices", "seo")
    lost = [one["id"] for one in report["audits"].values() if one.get("score") == 0]
    scores = {name: one["score"] for name, one in report["categories"].items()}
    canonical = {"canonical"}  # it names the handbook's own address, which is not this server
    assert set(lost) <= canonical, lost
    assert scores["accessibility"] == scores["best-practices"] == 1


@pytest.mark.parametrize("path", MOST)
def test_a_page_is_light(path: str, address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.route("**/offline.json", lambda route: route.fulfill(json={"offline": False}))
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(address + path, wait_until="networkidle")
    assert 0 < sum(sizes) <= MOST[path], sizes
    assert 0 < len(sizes) <= MOST_REQUESTS


def test_a_handbook_that_is_not_public_keeps_search_engines_out(site: Path) -> None:
    for page in site.rglob("index.html"):
        assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8"), page
