"""The handbook in a real browser, served under a sub-path, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import collect_browser_errors
from playbook.project import DATA_FOLDER
from site_helpers import (
    Served,
    build_in_process,
    handbook_of,
    make_project,
    served,
    without_offline,
)
from support import replace

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TERM = "Att hålla ordning i ett samtal."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with a glossary term in a rule, and a site URL with a sub-path."""
    project = make_project(tmp_path_factory.mktemp("reader"))
    replace(project, "policy/posting.yml", "sv: Vi ber dig lägga till en rad.", "sv: Vi modererar.")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        config.replace("playbook.example.com/", "playbook.example.com/handbok/senaste/"), "utf-8"
    )
    build_in_process(project)
    return project


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(without_offline(home / "site", tmp_path_factory.mktemp("reader"))) as served_site:
        yield served_site


@pytest.fixture
def context(browser: Browser, site: Served) -> Iterator[BrowserContext]:
    """A browser context that fails the test on any error and on any request to another host."""
    window = browser.new_context()
    browser_errors = collect_browser_errors(window, site.url)
    yield window
    window.close()
    assert browser_errors == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_every_page_opens_without_errors_or_requests_to_other_hosts(
    page: Page, home: Path, site: Served
) -> None:
    for path in sorted((home / "site").rglob("*.html")):
        name = path.relative_to(home / "site").as_posix().removesuffix("index.html")
        page.goto(site.url + name)
        language = "en" if name.startswith("en/") else "sv"
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1, name


@pytest.mark.parametrize(
    ("path", "expected", "language"),
    [
        ("policy/posting/#reply-in-time", "en/policy/posting/#reply-in-time", "en"),
        ("en/roles/moderator/#moderator", "roles/moderator/#moderator", "sv"),
        ("", "en/", "en"),
        ("en/", "", "sv"),
        ("about/", "en/", "en"),  # a page without a translation leads to the home page
    ],
)
def test_the_language_switch_keeps_page_and_anchor(
    page: Page, site: Served, path: str, expected: str, language: str
) -> None:
    page.goto(site.url + path)
    page.locator(f"a[hreflang={language}]").first.click()
    page.wait_for_url(site.url + expected)
    assert page.locator("html").get_attribute("lang") == language


def test_a_term_shows_its_definition_on_focus_and_escape_closes_it(
    page: Page, site: Served
) -> None:
    page.goto(site.url + "policy/posting/")
    term = page.locator("a.pb-term").first
    expect(term).to_have_text("modererar")
    for _ in range(200):  # with the keyboard only
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.pb-term')"):
            break
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_have_text(TERM)
    assert term.get_attribute("aria-describedby") == tooltip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tooltip).to_have_count(0)
    assert term.get_attribute("aria-describedby") is None
    page.keyboard.press("Enter")
    page.wait_for_url(site.url + "glossary/#moderating")


def test_a_term_shows_its_definition_under_the_mouse(page: Page, site: Served) -> None:
    page.goto(site.url + "policy/posting/")
    page.locator("a.pb-term").first.hover()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_have_text(TERM)
    box = tooltip.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    page.locator("h1").hover()
    expect(tooltip).to_have_count(0)


def test_the_first_tap_on_a_term_explains_it_and_the_second_follows_the_link(
    browser: Browser, site: Served
) -> None:
    window = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = window.new_page()
    page.goto(site.url + "policy/posting/")
    term = page.locator("a.pb-term").first
    term.tap()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_have_text(TERM)
    assert page.url == site.url + "policy/posting/"
    page.locator("h1").tap()
    expect(tooltip).to_have_count(0)
    term.tap()
    expect(tooltip).to_have_text(TERM)
    term.tap()
    page.wait_for_url(site.url + "glossary/#moderating")
    window.close()


def test_the_source_link_of_every_entry_points_to_its_line(
    page: Page, home: Path, site: Served
) -> None:
    handbook = handbook_of(home)
    base = "https://git.example.com/exempel/playbook/blob/main/"
    for id, address in handbook.addresses.items():
        if id not in handbook.shown:
            continue
        page.goto(f"{site.url}{address.page}")
        link = page.locator(f"#{id} a[href^='{base}']").get_attribute("href")
        assert link
        file, _, line = link.removeprefix(base).partition("#L")
        source = (home / file).read_text(encoding="utf-8").split("\n")[int(line) - 1]
        assert source == f"  - id: {id}"
        assert file.startswith(f"{DATA_FOLDER}/{handbook.playbook.entries[id].kind}")


def test_pages_links_and_terms_work_without_javascript(browser: Browser, site: Served) -> None:
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(site.url + "policy/posting/")
    expect(page.locator("article.pb-entry")).to_have_count(3)
    page.locator("a[hreflang=en]").first.click()
    assert page.url == site.url + "en/policy/posting/"
    page.go_back()
    page.locator("a.pb-term").first.click()
    assert page.url == site.url + "glossary/#moderating"
    expect(page.locator("#moderating")).to_be_visible()
    window.close()


def test_the_404_page_is_in_both_languages(home: Path) -> None:
    html = (home / "site" / "404.html").read_text(encoding="utf-8")
    for language in ("sv", "en"):
        assert f'<section lang="{language}">' in html
    assert 'href="/handbok/senaste/en/"' in html
    assert 'href="/handbok/senaste/' in html.split("<body")[0]


def test_sitemap_and_canonical_urls_have_the_sub_path(home: Path) -> None:
    sitemap = (home / "site" / "sitemap.xml").read_text(encoding="utf-8")
    base = "https://playbook.example.com/handbok/senaste/"
    assert f"<loc>{base}en/tone/</loc>" in sitemap
    assert f'hreflang="sv" href="{base}tone/"' in sitemap
    for path in (home / "site").rglob("index.html"):
        name = path.relative_to(home / "site").as_posix().removesuffix("index.html")
        html = path.read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{base}{name}">' in html
        assert 'rel="alternate"' not in html.split("<body")[0]
