"""Checks, in a browser, a page in Markdown with every element that Material documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.test_every_page import AXE, LOW_CONTRAST_TEXTS, MENU_FITS_WIDTH, WCAG
from browser.tools import axe, html_errors
from browsing import collect_browser_errors
from screenshots import served
from shared import shared
from site_helpers import without_offline
from written_site import build_written

pytestmark = pytest.mark.browser

PAGES = ("kitchen-sink/", "en/kitchen-sink/")
WIDTHS = (256, 320, 360, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the page; `tests/site/test_written_pages.py` uses the same site."""
    return shared(tmp_path_factory, "written", build_written) / "site"


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(without_offline(site, tmp_path_factory.mktemp("written"))) as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_errors_or_requests_to_other_hosts_and_fits_the_window(
    path: str, address: str, page: Page
) -> None:
    errors = collect_browser_errors(page.context, address)
    page.goto(address + path, wait_until="networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) <= 0, width
    assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_accessibility_violations(path: str, address: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(axe())
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(MENU_FITS_WIDTH)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            violations = page.evaluate(AXE, [*WCAG, "best-practice"])
            first_nodes = [(each["id"], each["nodes"][0]["html"]) for each in violations]
            assert first_nodes == [], (width, theme)
    context.close()


def test_everything_is_printed_dark_on_white(address: str, page: Page) -> None:
    page.goto(address + PAGES[0])
    for theme in THEMES:
        page.emulate_media(media="print", color_scheme=theme)
        assert page.evaluate(LOW_CONTRAST_TEXTS) == [], theme
    for text in ("Vänta på svar.", "En flik till."):  # in tabs that are not chosen
        expect(page.get_by_text(text)).to_be_visible()
    in_closed_details = page.get_by_text("syns först när läsaren öppnar")
    assert in_closed_details.evaluate("element => element.getBoundingClientRect().height") > 0
    expect(page.get_by_role("button")).to_have_count(0)


def test_choosing_a_tab_chooses_it_in_every_set(address: str, page: Page) -> None:
    page.goto(address + PAGES[0])
    page.get_by_text("E-post", exact=True).last.click()
    expect(page.get_by_text("Adressen står på intranätet.")).to_be_visible()
    expect(page.get_by_text("Skriv till pressjouren.")).to_be_visible()
    expect(page.get_by_text("Ring växeln.")).to_be_hidden()


def test_code_is_copied_without_its_annotations(address: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + PAGES[0])
    page.get_by_role("button", name="Kopiera").first.click()
    expect(page.get_by_role("button", name="Kopierat")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0] == "def answer(question: str) -> str:"
    assert lines[2] == "    for word in question.split():"


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("a.footnote-ref", "Björnsson 1968. En fotnot med kod och länk."),
        ("a.pb-annotation", "Här står förklaringen till raden, med fetstil och en länk."),
        ("abbr", "Hypertext Markup Language, språket som sidor skrivs i"),
    ],
)
def test_a_note_is_shown_at_its_mark(selector: str, text: str, address: str, page: Page) -> None:
    page.goto(address + PAGES[0])
    page.locator(selector).first.focus()
    expect(page.get_by_role("tooltip")).to_have_text(text)
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_notes_are_shown_although_an_address_has_a_broken_percent_sign(
    address: str, page: Page
) -> None:
    def with_broken_address(route: Route) -> None:
        body = route.fetch().text().replace('href="#fn:', 'href="#fn:50%', 1)
        route.fulfill(body=body, content_type="text/html")

    page.route(f"{address}{PAGES[0]}*", with_broken_address)
    page.goto(f"{address}{PAGES[0]}#%")
    assert "#fn:50%" in str(page.locator("a.footnote-ref").first.get_attribute("href"))
    page.locator("abbr").first.focus()
    expect(page.get_by_role("tooltip")).to_have_text(
        "Hypertext Markup Language, språket som sidor skrivs i"
    )


def test_tabs_and_notes_work_without_a_script(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES[0])
    page.get_by_text("E-post", exact=True).first.click()
    expect(page.get_by_text("Skriv till pressjouren.")).to_be_visible()
    expect(page.locator(".pb-copy-code:visible")).to_have_count(0)
    page.locator("a.pb-annotation").first.click()
    assert "#annotation-" in page.url
    context.close()


def test_html_is_valid(site: Path) -> None:
    files = [site / path / "index.html" for path in PAGES]
    expected = '"align" is deprecated'  # Material documents this attribute for images
    assert [error for error in html_errors(files) if expected not in error] == []
