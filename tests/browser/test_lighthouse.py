"""Checks that pages get full scores in Lighthouse's mobile preset and have no layout shifts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from browser.tools import lighthouse
from playbook.project import DATA_FOLDER
from screenshots import served
from site_helpers import EXAMPLE, build_in_process, make_project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("", "policy/identity/", "flows/can-i-post/", "crisis/")
CATEGORIES = ("accessibility", "best-practices", "seo")
LAYOUT_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""
"""The sum of the layout shifts until the next frame was drawn."""


@pytest.fixture(scope="module")
def public_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a handbook that search engines may index, served at its ``site_url``."""
    project = make_project(tmp_path_factory.mktemp("public"), EXAMPLE)
    with served(project / "site") as address:
        change(project / DATA_FOLDER / "playbook.yml", "public: no ", "public: yes ")
        change(project / "mkdocs.yml", "https://playbook.example.com/", address)
        build_in_process(project, strict=True)
        yield address


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def reports(public_url: str, address: str) -> Iterator[Mapping[str, Future[dict[str, Any]]]]:
    """The report of each URL. Lighthouse mostly waits, so all pages are tested at once."""
    urls = [*(public_url + path for path in PAGES), address]
    with ThreadPoolExecutor(len(urls)) as pool:
        yield {url: pool.submit(lighthouse, url, *CATEGORIES) for url in urls}


def scores_and_failed_audits(report: dict[str, Any]) -> tuple[dict[str, float], list[str]]:
    """The score of each Lighthouse category, and the ids of failed audits."""
    failed = [audit["id"] for audit in report["audits"].values() if audit.get("score") == 0]
    return {name: item["score"] for name, item in report["categories"].items()}, failed


@pytest.mark.parametrize("path", PAGES)
def test_a_page_gets_full_scores(
    path: str, public_url: str, reports: Mapping[str, Future[dict[str, Any]]]
) -> None:
    scores, failed = scores_and_failed_audits(reports[public_url + path].result())
    assert scores == dict.fromkeys(CATEGORIES, 1), failed


def test_a_page_that_is_not_public_fails_only_the_intended_audits(
    address: str, reports: Mapping[str, Future[dict[str, Any]]]
) -> None:
    scores, failed = scores_and_failed_audits(reports[address].result())
    assert scores["accessibility"] == scores["best-practices"] == 1
    assert "is-crawlable" in failed
    assert set(failed) <= {"is-crawlable", "canonical"}  # the address is not its site_url


@pytest.mark.parametrize("path", [*PAGES, "my-rules/", "quiz/", "checklists/crisis-first-hour/"])
def test_a_page_has_no_layout_shift(path: str, address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate(LAYOUT_SHIFT) < 0.05


def test_a_handbook_that_is_not_public_keeps_search_engines_out(site: Path) -> None:
    for page in site.rglob("index.html"):
        assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8"), page
