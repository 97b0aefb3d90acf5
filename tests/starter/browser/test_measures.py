"""Measures the starter on a phone and on paper: where the answer is, and how long a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 780}
VERSION_BAR = 40
"""The height of the bar that a release adds above a page, in pixels; `test_readers.py` tests it."""
TOP = "element => element.getBoundingClientRect().top + scrollY"
BOTTOM = "element => element.getBoundingClientRect().bottom"
HEIGHT = "element => element.getBoundingClientRect().height"
PAGE_HEIGHT = "document.documentElement.scrollHeight"
SMALLEST_TEXT = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let smallest = Infinity;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize));
  }
  return smallest;
}"""
PIXELS_PER_POINT = 96 / 72
A6 = (298, 420)
"""The size of a pocket card in points."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone with the starter notice above each page."""
    context = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def chapters(site: Path) -> list[str]:
    """The paths of the chapters of rules in both languages."""
    pages = [*site.glob("policy/*/index.html"), *site.glob("en/policy/*/index.html")]
    return [page.parent.relative_to(site).as_posix() for page in sorted(pages)]


def sheets(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_first_verdict_of_a_chapter_is_in_the_upper_half_of_a_phone(
    phone: Page, address: str, site: Path
) -> None:
    for chapter in chapters(site):
        phone.goto(f"{address}{chapter}/")
        top = phone.locator(".pb-answer").first.evaluate(TOP)
        assert top + VERSION_BAR < 420, chapter


def test_a_linked_rule_shows_its_verdict_in_the_first_frame(
    phone: Page, address: str, site: Path
) -> None:
    for chapter in chapters(site)[:3]:
        phone.goto(f"{address}{chapter}/")
        ids = phone.locator(".pb-entry").evaluate_all("all => all.map(({ id }) => id)")
        for id in ids:
            phone.goto(f"{address}{chapter}/?{id}#{id}")
            verdicts = phone.locator(f"[id='{id}'] .pb-verdict-large")
            if verdicts.count():
                assert 0 < verdicts.first.evaluate(BOTTOM) < PHONE["height"] - 56, id


def test_a_phone_has_one_row_above_the_page_and_one_below(phone: Page, address: str) -> None:
    phone.goto(f"{address}policy/identity/")
    assert phone.locator(".pb-bar").evaluate(HEIGHT) == 56
    assert phone.locator(".pb-starter").evaluate(HEIGHT) <= 28
    dock = phone.locator(".pb-dock")
    assert dock.evaluate(HEIGHT) <= 60
    assert dock.evaluate(BOTTOM) == PHONE["height"]
    assert dock.locator("a").count() == 4
    foot = phone.locator(".pb-entry-foot").first
    assert foot.evaluate(HEIGHT) <= 64
    phone.locator(".pb-menu > summary").tap()
    for inside in (".pb-menu .pb-languages a", ".pb-menu [data-theme-switch]", ".pb-menu nav a"):
        assert phone.locator(inside).first.is_visible(), inside


def test_the_search_covers_a_phone_and_gives_the_page_back(phone: Page, address: str) -> None:
    phone.goto(f"{address}policy/identity/")
    for button in (".pb-search-open", ".pb-dock [data-search-open]"):
        phone.locator(button).tap()
        search = phone.locator(".pb-search")
        box = search.bounding_box()
        assert box
        assert (box["width"], box["height"]) == (PHONE["width"], PHONE["height"])
        assert phone.evaluate("document.activeElement.id") == "pb-search"
        phone.locator(".pb-search-close").tap()
        assert search.is_hidden()
        assert phone.evaluate("document.activeElement.matches('[data-search-open]')")


@pytest.mark.parametrize(("path", "longest"), [("glossary/", 25_000), ("a-z/", 25_000)])
def test_a_long_list_is_compact_on_a_phone_and_can_be_filtered(
    path: str, longest: int, phone: Page, address: str
) -> None:
    for root in ("", "en/"):
        phone.goto(f"{address}{root}{path}")
        assert phone.evaluate(PAGE_HEIGHT) < longest, root
    phone.locator("[data-filter] input").fill("reach")
    assert phone.locator("[data-filter] [role=status]").inner_text()
    assert phone.evaluate(PAGE_HEIGHT) < 2_500


def test_a_role_says_how_many_rules_apply_and_how_many_are_hidden(
    phone: Page, address: str
) -> None:
    phone.goto(f"{address}roles/moderator/")
    count = phone.locator(".pb-applies-count")
    assert count.evaluate(TOP) < PHONE["height"]
    applies, hidden = (int(number) for number in re.findall(r"\d+", count.inner_text()))
    assert applies > hidden > 0
    assert phone.locator(".pb-rule-line").count() == applies
    assert phone.locator(".pb-role-tools a").count() > 3


def test_eight_rules_are_printed_on_four_sheets(phone: Page, address: str, site: Path) -> None:
    for chapter in chapters(site):
        phone.goto(f"{address}{chapter}/")
        if phone.locator(".pb-entry").count() == 8:
            assert sheets(phone.pdf(format="A4", prefer_css_page_size=True)) <= 4, chapter


def test_a_role_is_printed_in_type_that_can_be_read_on_a_wall(phone: Page, address: str) -> None:
    phone.goto(f"{address}roles/moderator/")
    phone.emulate_media(media="print")
    assert phone.evaluate(SMALLEST_TEXT) >= 9 * PIXELS_PER_POINT - 0.01
    phone.emulate_media(media="null")


def test_a_pocket_card_has_the_size_of_a_pocket_and_a_code(phone: Page, address: str) -> None:
    phone.goto(f"{address}roles/moderator/card/")
    assert phone.locator(".pb-code path").count() == 1
    pdf = phone.pdf(prefer_css_page_size=True)
    assert sheets(pdf) == 2  # the sides of one card
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A6}


@pytest.mark.parametrize("role", ["editor", "contractor"])
def test_the_longest_pocket_card_has_two_sides(phone: Page, address: str, role: str) -> None:
    for root in ("", "en/"):
        phone.goto(f"{address}{root}roles/{role}/card/")
        assert sheets(phone.pdf(prefer_css_page_size=True)) == 2, root
        phone.emulate_media(media="print")
        code, name = phone.locator(".pb-code").bounding_box(), phone.locator("h1").bounding_box()
        assert code
        assert name
        assert name["x"] + name["width"] <= code["x"]
        phone.emulate_media(media="null")


def test_replies_are_printed_in_lines_of_readable_length(phone: Page, address: str) -> None:
    phone.goto(f"{address}templates/")
    replies = phone.locator(".pb-reply").count()
    phone.locator(".pb-leave-out").first.click()
    assert sheets(phone.pdf(format="A4")) < replies / 2
    phone.emulate_media(media="print")
    text = phone.locator(".pb-template-text").first
    assert text.locator("p.pb-is-left-out").is_hidden()
    width = "(text) => text.getBoundingClientRect().width"
    for paragraph in text.locator("p:visible").all():
        assert paragraph.evaluate(width) > 0.8 * text.evaluate(width)
    phone.emulate_media(media="null")


def test_the_crisis_page_is_printed_on_one_sheet(phone: Page, address: str) -> None:
    for root in ("", "en/"):
        phone.goto(f"{address}{root}crisis/")
        assert sheets(phone.pdf(format="A4", prefer_css_page_size=True)) == 1
