"""Checks every page type in Firefox: accessibility, the keyboard, and a zoom of 400 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser.test_every_page import AXE, FOCUS_PROBLEMS, REMOVE_ENTRIES, WCAG
from browser.tools import axe
from firefox import TAB_KEY, FirefoxPage, firefox, firefox_program
from screenshots import PAGES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        firefox_program() is None, reason="there is no Firefox on the PATH; install firefox-esr"
    ),
]

ZOOM = 4
NARROW, WIDE = (320, 640), (1280, 800)
"""The size of a window of 1280 pixels at the zoom, and without it."""
TEXT_PROBLEMS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const texts = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd, td, label)")]
    .filter((each) => each.checkVisibility() && !each.closest("[tabindex='0'], pre, svg, .pb-letters"));
  const beside = texts.filter((each) => each.getBoundingClientRect().right > clientWidth + 1);
  return [...(scrollWidth > clientWidth ? [`${scrollWidth} pixels wide`] : []),
          ...beside.map((each) => each.outerHTML.slice(0, 120))];
}"""
"""Whether a page is wider than the window, and its texts that are."""
FOCUSED = """() => {
  const { outerHTML } = document.activeElement;
  const names = ["a", "button", "input", "select", "textarea", "summary", "[tabindex='0']"];
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  return [outerHTML.slice(0, 120), document.activeElement.matches(names.join()), isOutlined];
}"""
"""The focused element, whether it can be used, and whether the focus is seen."""
STOPS = 4
"""The number of times that the Tab key is pressed on a page."""


@pytest.fixture(scope="module")
def tab() -> Iterator[FirefoxPage]:
    """A tab with axe in each page. Its timers for reduced motion do not matter to the tests."""
    program = firefox_program()
    assert program
    with firefox(program, **{"ui.prefersReducedMotion": 1}) as page:
        page.run_at_start_of_pages(axe())
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_type_works_in_firefox_at_a_zoom_of_400_percent(
    name: str, address: str, tab: FirefoxPage
) -> None:
    tab.resize(*NARROW, zoom=ZOOM)
    tab.open(address + PAGES[name])
    assert tab.evaluate(TEXT_PROBLEMS) == []
    tab.evaluate(REMOVE_ENTRIES)
    violations = tab.evaluate(AXE, WCAG)
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], violations
    for _ in range(STOPS):
        tab.press(TAB_KEY)
        html, is_usable, is_outlined = tab.evaluate(FOCUSED)
        assert (is_usable, is_outlined) == (True, True), html
    assert tab.evaluate(FOCUS_PROBLEMS) == []
