"""What holds for every type of page, in both languages, on a phone and a desk, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.tools import axe, html_faults
from screenshots import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.pending]

LANGUAGES = ("", "en/")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
VIEWS = [(width, theme) for width in (360, 1280) for theme in ("light", "dark")]


def _context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser that keeps nothing for later: that has tests of its own, and takes time."""
    context = browser.new_context(**options)
    context.route("**/offline.json", lambda route: route.fulfill(json={"offline": False}))
    return context


def _violations(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate(AXE, WCAG)
    return [
        f"{one['id']}: {node['target']}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_read_it(name: str, address: str, browser: Browser) -> None:
    script = axe()
    for width, theme in VIEWS:
        context = _context(
            browser,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            bypass_csp=True,  # for axe's own script; the policy has a test of its own
        )
        context.add_init_script(script)
        page = context.new_page()
        for language in LANGUAGES:
            page.goto(address + language + PAGES[name], wait_until="networkidle")
            assert _violations(page) == [], f"{language or 'sv/'}{PAGES[name]} {width} {theme}"
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_it_is_silent_and_asks_nobody_else_and_is_never_too_wide(
    name: str, address: str, browser: Browser
) -> None:
    context = _context(browser, viewport={"width": 320, "height": 640})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for language in LANGUAGES:
        page.goto(address + language + PAGES[name], wait_until="networkidle")
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0, f"{language}{name} is {too_wide} pixels too wide"
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize("name", PAGES)
def test_it_is_whole_without_javascript(name: str, address: str, browser: Browser) -> None:
    context = _context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES[name])
    assert page.locator("h1").count() == 1
    dead = page.locator("button:visible")
    assert dead.count() == 0, "a button that does nothing"
    assert page.locator("main a:visible").count() > 0
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_it_prints(name: str, address: str, browser: Browser) -> None:
    context = _context(browser)
    page = context.new_page()
    page.goto(address + PAGES[name])
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    for hidden in (".pb-menu", "button", ".pb-tools"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    context.close()


def test_html_is_valid(site: Path) -> None:
    files = [
        site / language / path / "index.html" for language in LANGUAGES for path in PAGES.values()
    ]
    assert html_faults([*files, site / "404.html"]) == []
