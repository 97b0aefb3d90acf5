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
"""Returns only the violations, because sending the whole report takes as long as making it."""
WIDTHS = (360, 1280)
NARROW_WIDTHS = (256, 320, 360)
"""Windows of 1024 and 1280 pixels at a zoom of 400 %, and a phone."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOCUS_PROBLEMS = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const faults = [];
  for (const element of document.querySelectorAll(focusable)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) continue;
    element.focus();
    const hasOutline = [element, element.parentElement].map(getComputedStyle).some((style) =>
      style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const keyShape = element.querySelector(".pb-key-ground");
    const hasStroke = keyShape && parseFloat(getComputedStyle(keyShape).strokeWidth) >= 2;
    const { x, y, width, height } = element.getBoundingClientRect();
    const onScreen = width * height > 0 && x + width > 0 && y < innerHeight && y + height > 0;
    const isFocused = document.activeElement === element && element.tabIndex === 0;
    const isVisible = Boolean(onScreen && (hasOutline || hasStroke));
    const html = element.outerHTML.slice(0, 120);
    if (!isFocused || !isVisible) faults.push({ html, isFocused, isVisible });
  }
  return faults;
}"""
"""Focuses each focusable element; returns those that do not get the focus or do not show it."""
REMOVE_ENTRIES = """() => {
  for (const kind of document.querySelectorAll(".pb-whole-kind")) {
    for (const entry of [...kind.querySelectorAll(".pb-entry")].slice(3)) entry.remove();
  }
}"""
"""Removes all but three entries of each kind from the page with the whole handbook."""
MENU_FITS_WIDTH = """() => {
  const menu = document.querySelector(".pb-menu");
  return !menu || menu.open === matchMedia("(min-width: 64em)").matches;
}"""
"""Whether the menu is open in a wide window and closed in a narrow one."""
CONTRAST = """
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
  function contrast(first, second) {
    const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }
"""
"""JavaScript functions for the contrast of two colours."""
LOW_CONTRAST_TEXTS = (
    "() => {"
    + CONTRAST
    + """
  function background(element) {
    for (let ancestor = element; ancestor; ancestor = ancestor.parentElement) {
      const colour = rgba(getComputedStyle(ancestor).backgroundColor);
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
    const grounds = [[255, 255, 255], background(element)];
    const ratio = Math.min(...grounds.map((ground) => contrast(colour, ground)));
    if (ratio < 4.5) faults.push(`${ratio.toFixed(1)}: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults;
}"""
)
"""The texts with a contrast below 4.5 on white paper, or on their backgrounds (if printed)."""
FIELD_CONTRAST = (
    "() => {"
    + CONTRAST
    + """
  const fields = [...document.querySelectorAll("input[type=search], select, textarea")];
  return fields.filter((field) => field.checkVisibility()).map((field) => {
    const { borderTopColor, backgroundColor } = getComputedStyle(field);
    let around = field.parentElement;
    while (around && rgba(getComputedStyle(around).backgroundColor)[3] === 0) {
      around = around.parentElement;
    }
    const ground = around ? rgba(getComputedStyle(around).backgroundColor) : [255, 255, 255];
    return Math.max(...[borderTopColor, backgroundColor].map((one) => contrast(rgba(one), ground)));
  });
}"""
)
"""The contrast of each field's edge with what is around it: that of its border or its ground."""
RECORD_FOCUS = """() => {
  window.stops = new Set();
  document.addEventListener("focusin", ({ target }) => window.stops.add(target));
}"""
"""Collects the elements that get the focus."""
MAX_STOPS = 30
"""The number of times that the Tab key is pressed on a page."""


@pytest.fixture(scope="module")
def axe_page(browser: Browser) -> Iterator[Page]:
    """A page with axe injected; the Content-Security-Policy is off, as it would block axe."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(axe())
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow_page(browser: Browser) -> Iterator[Page]:
    """A page without anything that other tests have changed."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def page_without_script(browser: Browser) -> Iterator[Page]:
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
    name: str, address: str, site: Path, axe_page: Page
) -> None:
    for path in _paths(site, name):
        axe_page.goto(address + path, wait_until="networkidle")
        axe_page.evaluate(REMOVE_ENTRIES)
        for width in WIDTHS:
            axe_page.set_viewport_size({"width": width, "height": 800})
            axe_page.wait_for_function(MENU_FITS_WIDTH)
            for theme in THEMES:
                axe_page.emulate_media(color_scheme=theme)
                assert _violations(axe_page) == [], f"{path} {width} {theme}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_errors_or_requests_to_other_hosts_and_fits_the_window(
    name: str, address: str, site: Path, narrow_page: Page
) -> None:
    browser_errors = collect_browser_errors(narrow_page.context, address)
    for path in _paths(site, name):
        narrow_page.goto(address + path, wait_until="networkidle")
        for width in NARROW_WIDTHS:
            narrow_page.set_viewport_size({"width": width, "height": 640})
            too_wide = narrow_page.evaluate(OVERFLOW)
            assert too_wide <= 0, f"{path} is {too_wide} pixels too wide at {width}"
    assert browser_errors == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_by_keyboard_with_a_visible_focus(
    name: str, address: str, site: Path, axe_page: Page
) -> None:
    for width in WIDTHS:
        axe_page.set_viewport_size({"width": width, "height": 800})
        axe_page.goto(address + PAGES[name])
        axe_page.evaluate(REMOVE_ENTRIES)
        axe_page.evaluate(RECORD_FOCUS)
        for _ in range(MAX_STOPS):
            axe_page.keyboard.press("Tab")
        stops_of_tab_key = axe_page.evaluate("window.stops.size")
        assert axe_page.evaluate(FOCUS_PROBLEMS) == [], width  # focuses every element
        all_stops = axe_page.evaluate("window.stops.size")
        assert stops_of_tab_key >= min(MAX_STOPS, all_stops) - 1, "the Tab key skips an element"


@pytest.mark.parametrize("name", ["home", "a-z", "my-rules", "post"])
def test_the_edge_of_a_field_can_be_seen(name: str, address: str, axe_page: Page) -> None:
    axe_page.set_viewport_size({"width": 1280, "height": 800})
    axe_page.goto(address + PAGES[name], wait_until="networkidle")
    for theme in THEMES:
        axe_page.emulate_media(color_scheme=theme)
        contrasts = axe_page.evaluate(FIELD_CONTRAST)
        assert contrasts
        assert min(contrasts) >= 3, theme


def test_lines_are_as_dark_as_text_for_readers_who_ask_for_more_contrast(
    address: str, axe_page: Page
) -> None:
    axe_page.goto(address + PAGES["chapter"])
    same = """() => {
      const { borderTopColor } = getComputedStyle(document.querySelector(".pb-entry-foot"));
      return borderTopColor === getComputedStyle(document.body).color;
    }"""
    assert not axe_page.evaluate(same)
    axe_page.emulate_media(contrast="more")
    assert axe_page.evaluate(same)
    axe_page.emulate_media(contrast="null")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_without_javascript(
    name: str, address: str, site: Path, page_without_script: Page
) -> None:
    for path in _paths(site, name):
        page_without_script.goto(address + path)
        assert page_without_script.locator("h1").count() == 1
        useless_buttons = page_without_script.locator("button:visible")
        assert useless_buttons.count() == 0, "a button that does nothing"
        assert page_without_script.locator("main a:visible").count() > 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_printed(name: str, address: str, axe_page: Page) -> None:
    axe_page.goto(address + PAGES[name])
    axe_page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".pb-menu", "button", ".pb-tools"):
        assert axe_page.locator(f"{hidden}:visible").count() == 0, hidden
    assert axe_page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    axe_page.emulate_media(media="screen")


@pytest.mark.parametrize("name", PAGES)
def test_printed_text_is_dark_on_white(name: str, address: str, axe_page: Page) -> None:
    axe_page.goto(address + PAGES[name])
    axe_page.locator(".pb-saved").evaluate_all(
        "all => all.forEach((notice) => (notice.hidden = false))"
    )
    for theme in THEMES:
        axe_page.emulate_media(media="print", color_scheme=theme)
        assert axe_page.evaluate(LOW_CONTRAST_TEXTS) == [], theme
    axe_page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("crisis", ".pb-number"),
        ("crisis", ".pb-calls .pb-first a"),
        ("levels", ".pb-level-number"),
        ("keys", ".pb-key-number"),
    ],
)
def test_a_printed_number_has_a_border_instead_of_a_background(
    name: str, selector: str, address: str, axe_page: Page
) -> None:
    axe_page.goto(address + PAGES[name])
    axe_page.emulate_media(media="print")
    width = "element => parseFloat(getComputedStyle(element).borderTopWidth)"
    assert axe_page.locator(selector).first.evaluate(width) >= 1
    axe_page.emulate_media(media="screen")


def test_html_is_valid(site: Path) -> None:
    files = [site / path / "index.html" for name in PAGES for path in _paths(site, name)]
    assert html_errors([*files, site / "404.html"]) == []
