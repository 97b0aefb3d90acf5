"""Checks every page type in Firefox: accessibility, the keyboard, and a zoom of 400 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser.test_every_page import AXE, FOCUS_PROBLEMS, REMOVE_ENTRIES, WCAG
from browser.tools import axe
from firefox import ENTER_KEY, ESCAPE_KEY, TAB_KEY, FirefoxPage, firefox, firefox_program
from screenshots import PAGES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        firefox_program() is None, reason="there is no Firefox on the PATH; install firefox-esr"
    ),
]

TAGS = [*WCAG, "best-practice"]
"""The rules of axe, with those of landmarks."""
ZOOM = 4
NARROW = (320, 640)
"""The size of a window of 1280 pixels at the zoom."""
TEXT_PROBLEMS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const texts = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd, td, label)")]
    .filter((each) => each.checkVisibility())
    .filter((each) => !each.closest("[tabindex='0'], pre, svg, .pb-letters"));
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
IS_VISIBLE = "(selector) => document.querySelector(selector)?.checkVisibility() ?? false"
QUESTION = "() => document.querySelector('.pb-flow-stage h2').textContent"
STOPS = 4
"""The number of times that the Tab key is pressed on a page."""


@pytest.fixture(scope="module")
def tab() -> Iterator[FirefoxPage]:
    """A tab with axe in each page."""
    program = firefox_program()
    assert program
    with firefox(program, **{"ui.prefersReducedMotion": 1}) as page:
        page.run_at_start_of_pages(axe())
        yield page


def violations(tab: FirefoxPage) -> list[tuple[str, str]]:
    """The rules of axe that a page breaks, each with the first element that breaks it."""
    return [(each["id"], each["nodes"][0]["html"]) for each in tab.evaluate(AXE, TAGS)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_type_works_in_firefox_at_a_zoom_of_400_percent(
    name: str, address: str, tab: FirefoxPage
) -> None:
    tab.resize(*NARROW, zoom=ZOOM)
    tab.open(address + PAGES[name])
    assert tab.evaluate(TEXT_PROBLEMS) == []
    tab.evaluate(REMOVE_ENTRIES)
    assert violations(tab) == []
    for _ in range(STOPS):
        tab.press(TAB_KEY)
        html, is_usable, is_outlined = tab.evaluate(FOCUSED)
        assert (is_usable, is_outlined) == (True, True), html
    assert tab.evaluate(FOCUS_PROBLEMS) == []


def test_the_search_and_a_flow_work_by_keyboard_in_firefox(address: str, tab: FirefoxPage) -> None:
    tab.resize(360, 780)
    tab.open(address + "flows/can-i-post/")
    tab.press("/")
    assert tab.evaluate(IS_VISIBLE, ".pb-search-start a")
    for key in "bild":
        tab.press(key)
    tab.wait_for("() => document.querySelectorAll('[role=option] .pb-result-text').length > 2")
    assert not tab.evaluate(IS_VISIBLE, ".pb-search-start a")
    assert violations(tab) == []
    tab.press(ESCAPE_KEY)
    tab.press(ESCAPE_KEY)  # clears the field
    tab.press(ESCAPE_KEY)
    assert tab.evaluate("() => !document.querySelector('.pb-is-full')")
    tab.evaluate("() => document.querySelector('.pb-flow-choices button').focus()")
    first = tab.evaluate(QUESTION)
    tab.press(ENTER_KEY)
    assert tab.evaluate(QUESTION) != first
    assert tab.evaluate("() => document.activeElement.matches('.pb-flow-stage h2')")
    assert violations(tab) == []
