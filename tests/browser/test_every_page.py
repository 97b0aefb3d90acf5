"""What holds for every type of page, in both languages, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.tools import axe, html_faults
from browsing import collect_browser_errors
from screenshots import PAGES

pytestmark = pytest.mark.browser

LANGUAGES = ("", "en/")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = """tags => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false,
})"""
WIDTHS = (360, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOCUS = """() => {
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
THIN = """() => {
  for (const kind of document.querySelectorAll(".pb-whole-kind")) {
    for (const one of [...kind.querySelectorAll(".pb-entry")].slice(3)) one.remove();
  }
}"""
"""Leaves three entries of a kind on the page that repeats those of all others."""
SETTLED = """() => {
  const menu = document.querySelector(".pb-menu");
  return !menu || menu.open === matchMedia("(min-width: 64em)").matches;
}"""
"""The menu has followed the width of the window."""
FAINT = """() => {
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
"""Texts whose contrast is under 4.5 on white paper, or on the ground that they have if grounds are
printed too."""
STOPS = """() => {
  window.stops = new Set();
  document.addEventListener("focusin", ({ target }) => window.stops.add(target));
}"""
MOST_STOPS = 30
"""How many stops of the Tab key are gone through on a page; of longer pages, those at the start."""


def _context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser that keeps nothing for later: that has tests of its own, and takes time."""
    context = browser.new_context(**options)
    context.route("**/offline.json", lambda route: route.fulfill(json={"offline": False}))
    return context


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """A page that the accessibility checker is put into; the policy would keep it out."""
    context = _context(browser, reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(axe())
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """A page of 320 pixels: a desk of 1280 at 400 %."""
    context = _context(browser, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def without_script(browser: Browser) -> Iterator[Page]:
    context = _context(browser, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _paths(site: Path, name: str) -> list[str]:
    """The addresses of a type of page, in each language that has it."""
    paths = [language + PAGES[name] for language in LANGUAGES]
    return [path for path in paths if (site / path / "index.html").exists()]


def _violations(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate(AXE, WCAG)
    return [
        f"{one['id']}: {node['target']}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_read_it(name: str, address: str, site: Path, examined: Page) -> None:
    for path in _paths(site, name):
        examined.goto(address + path, wait_until="networkidle")
        examined.evaluate(THIN)
        for width in WIDTHS:
            examined.set_viewport_size({"width": width, "height": 800})
            examined.wait_for_function(SETTLED)
            for theme in THEMES:
                examined.emulate_media(color_scheme=theme)
                assert _violations(examined) == [], f"{path} {width} {theme}"


@pytest.mark.parametrize("name", PAGES)
def test_it_is_silent_and_asks_nobody_else_and_is_never_too_wide(
    name: str, address: str, site: Path, narrow: Page
) -> None:
    browser_errors = collect_browser_errors(narrow.context, address)
    for path in _paths(site, name):
        narrow.goto(address + path, wait_until="networkidle")
        too_wide = narrow.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0, f"{path} is {too_wide} pixels too wide"
    assert browser_errors == []


@pytest.mark.parametrize("name", PAGES)
def test_it_is_used_by_keyboard_alone_and_shows_where_one_is(
    name: str, address: str, site: Path, examined: Page
) -> None:
    for width in WIDTHS:
        examined.set_viewport_size({"width": width, "height": 800})
        examined.goto(address + PAGES[name], wait_until="networkidle")
        examined.evaluate(THIN)
        examined.evaluate(STOPS)
        for _ in range(MOST_STOPS):
            examined.keyboard.press("Tab")
        stops = examined.evaluate("window.stops.size")
        assert examined.evaluate(FOCUS) == [], width
        there = examined.evaluate("window.stops.size")
        assert stops >= min(MOST_STOPS, there) - 1, "the Tab key passes something over"


@pytest.mark.parametrize("name", PAGES)
def test_it_is_whole_without_javascript(
    name: str, address: str, site: Path, without_script: Page
) -> None:
    for path in _paths(site, name):
        without_script.goto(address + path)
        assert without_script.locator("h1").count() == 1
        dead = without_script.locator("button:visible")
        assert dead.count() == 0, "a button that does nothing"
        assert without_script.locator("main a:visible").count() > 0


@pytest.mark.parametrize("name", PAGES)
def test_it_prints(name: str, address: str, examined: Page) -> None:
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
        assert examined.evaluate(FAINT) == [], theme
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
def test_a_printed_number_has_a_border_instead_of_its_ground(
    name: str, framed: str, address: str, examined: Page
) -> None:
    examined.goto(address + PAGES[name])
    examined.emulate_media(media="print")
    width = "element => parseFloat(getComputedStyle(element).borderTopWidth)"
    assert examined.locator(framed).first.evaluate(width) >= 1
    examined.emulate_media(media="screen")


def test_html_is_valid(site: Path) -> None:
    files = [site / path / "index.html" for name in PAGES for path in _paths(site, name)]
    assert html_faults([*files, site / "404.html"]) == []
