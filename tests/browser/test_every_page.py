"""Checks every page type in both languages, at phone and desktop widths, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.tools import axe, html_errors
from browsing import collect_browser_errors
from screenshots import PAGES

pytestmark = pytest.mark.browser

LANGUAGES = ("", "en/")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = """async (tags) => {
  const options = {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false,
  };
  return (await axe.run(document, options)).violations;
}"""
"""Returns only the violations: to send the whole report takes as long as to make it."""
WIDTHS = (360, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOCUS_PROBLEMS = """() => {
  const meant = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const faults = [];
  for (const one of document.querySelectorAll(meant)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled) continue;
    one.focus();
    const ring = [one, one.parentElement].map(getComputedStyle).some((style) =>
      style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const ground = one.querySelector(".pb-key-ground");
    const drawn = ground && parseFloat(getComputedStyle(ground).strokeWidth) >= 2;
    const { x, y, width, height } = one.getBoundingClientRect();
    const inside = width * height > 0 && x + width > 0 && y < innerHeight && y + height > 0;
    const reached = document.activeElement === one && one.tabIndex === 0;
    const seen = Boolean(inside && (ring || drawn));
    if (!reached || !seen) faults.push({ one: one.outerHTML.slice(0, 120), reached, seen });
  }
  return faults;
}"""
REMOVE_ENTRIES = """() => {
  for (const kind of document.querySelectorAll(".pb-whole-kind")) {
    for (const one of [...kind.querySelectorAll(".pb-entry")].slice(3)) one.remove();
  }
}"""
"""Removes all but three entries of each kind from the page with the whole handbook."""
MENU_FITS_WIDTH = """() => {
  const menu = document.querySelector(".pb-menu");
  return !menu || menu.open === matchMedia("(min-width: 64em)").matches;
}"""
"""Whether the menu is open in a wide window and closed in a narrow one."""
LOW_CONTRAST_TEXTS = """() => {
  // The canvas turns any colour that CSS can write into four bytes.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  }
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((byte) => byte / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one, other) {
    const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  }
  function ground(element) {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  }
  const faults = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!texts.currentNode.data.trim() || !shown) continue;
    const style = getComputedStyle(element);
    const colour = rgba(element.closest("svg") ? style.fill : style.color);
    if (colour[3] === 0) continue;
    const ratio = Math.min(contrast(colour, [255, 255, 255]), contrast(colour, ground(element)));
    if (ratio < 4.5) faults.push(`${ratio.toFixed(1)}: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults;
}"""
"""Text with a contrast below 4.5 on white paper, or on its background if that is printed."""
RECORD_FOCUS = """() => {
  window.stops = new Set();
  document.addEventListener("focusin", ({ target }) => window.stops.add(target));
}"""
MAX_STOPS = 30
"""The number of times that the Tab key is pressed on a page."""


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """A page with axe injected; the Content-Security-Policy is off, as it would block axe."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(axe())
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """A page that is 320 pixels wide, as a window of 1280 pixels is at 400 % zoom."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def _paths(site: Path, name: str) -> list[str]:
    """The path of a page type in each language that has it."""
    paths = [language + PAGES[name] for language in LANGUAGES]
    return [path for path in paths if (site / path / "index.html").exists()]


def _violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in page.evaluate(AXE, WCAG)
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_accessibility_violations(
    name: str, address: str, site: Path, examined: Page
) -> None:
    for path in _paths(site, name):
        examined.goto(address + path, wait_until="networkidle")
        examined.evaluate(REMOVE_ENTRIES)
        for width in WIDTHS:
            examined.set_viewport_size({"width": width, "height": 800})
            examined.wait_for_function(MENU_FITS_WIDTH)
            for theme in THEMES:
                examined.emulate_media(color_scheme=theme)
                assert _violations(examined) == [], f"{path} {width} {theme}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_errors_or_requests_to_other_hosts_and_fits_the_window(
    name: str, address: str, site: Path, narrow: Page
) -> None:
    browser_errors = collect_browser_errors(narrow.context, address)
    for path in _paths(site, name):
        narrow.goto(address + path, wait_until="networkidle")
        too_wide = narrow.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0, f"{path} is {too_wide} pixels too wide"
    assert browser_errors == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_by_keyboard_with_a_visible_focus(
    name: str, address: str, site: Path, examined: Page
) -> None:
    for width in WIDTHS:
        examined.set_viewport_size({"width": width, "height": 800})
        examined.goto(address + PAGES[name], wait_until="networkidle")
        examined.evaluate(REMOVE_ENTRIES)
        examined.evaluate(RECORD_FOCUS)
        for _ in range(MAX_STOPS):
            examined.keyboard.press("Tab")
        stops = examined.evaluate("window.stops.size")
        assert examined.evaluate(FOCUS_PROBLEMS) == [], width
        focusable = examined.evaluate("window.stops.size")
        assert stops >= min(MAX_STOPS, focusable) - 1, "the Tab key skips an element"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_without_javascript(
    name: str, address: str, site: Path, without_script: Page
) -> None:
    for path in _paths(site, name):
        without_script.goto(address + path)
        assert without_script.locator("h1").count() == 1
        dead = without_script.locator("button:visible")
        assert dead.count() == 0, "a button that does nothing"
        assert without_script.locator("main a:visible").count() > 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_printed(name: str, address: str, examined: Page) -> None:
    examined.goto(address + PAGES[name])
    examined.emulate_media(media="print", color_scheme="dark")
    for hidden in (".pb-menu", "button", ".pb-tools"):
        assert examined.locator(f"{hidden}:visible").count() == 0, hidden
    assert examined.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    examined.emulate_media(media="screen")


@pytest.mark.parametrize("name", PAGES)
def test_printed_text_is_dark_on_white(name: str, address: str, examined: Page) -> None:
    examined.goto(address + PAGES[name])
    examined.locator(".pb-saved").evaluate_all("all => all.forEach((one) => (one.hidden = false))")
    for theme in THEMES:
        examined.emulate_media(media="print", color_scheme=theme)
        assert examined.evaluate(LOW_CONTRAST_TEXTS) == [], theme
    examined.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("name", "framed"),
    [
        ("crisis", ".pb-number"),
        ("crisis", ".pb-calls .pb-first a"),
        ("levels", ".pb-level-number"),
        ("keys", ".pb-key-number"),
    ],
)
def test_a_printed_number_has_a_border_instead_of_a_background(
    name: str, framed: str, address: str, examined: Page
) -> None:
    examined.goto(address + PAGES[name])
    examined.emulate_media(media="print")
    width = "element => parseFloat(getComputedStyle(element).borderTopWidth)"
    assert examined.locator(framed).first.evaluate(width) >= 1
    examined.emulate_media(media="screen")


def test_html_is_valid(site: Path) -> None:
    files = [site / path / "index.html" for name in PAGES for path in _paths(site, name)]
    assert html_errors([*files, site / "404.html"]) == []
