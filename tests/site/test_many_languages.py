"""A handbook in five languages in a browser: switching, search, print, right-to-left layout."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import collect_browser_errors
from many_languages import LANGUAGES, many_languages
from search.asking import SearchBox, Served, served
from shared import shared
from site_helpers import without_offline

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTIONS = {
    "sv": "Får jag dela jobbets inlägg?",
    "en": "May I share posts from work?",
    "nb": "Kan jeg dele innlegg fra jobben?",
    "nrl": "Muna kusa lehtimi?",
    "ar": "هل يمكنني مشاركة منشورات العمل؟",
}
"""The question of one rule in each language."""
QUERIES = {
    "sv": {"delade inlägget": "share", "jobbinlägg": "share", "modrerar": "moderating"},
    "en": {"sharing a post": "share", "shraed posts": "share", "questions": "reply"},
    "nb": {"delte innlegget": "share", "jobbinnlegg": "share", "innlgeget": "share",
           "spørsmålene": "reply"},
    "nrl": {"lehtomi": "share", "haldolehtimi": "share", "volnua": "moderating",
            "kontrola": "moderating", "fragimi": "reply"},
    "ar": {"منشورات": "share", "تعليق": "moderating", "الأسئلة": "reply"},
}  # fmt: skip
"""Inflections, compounds, typing errors and synonyms, with the entry that each finds."""
ENTRIES = {"share": "share-job-posts", "reply": "reply-in-time", "moderating": "moderating"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = shared(tmp_path_factory, "many-languages", many_languages)
    online = without_offline(folder / "site", tmp_path_factory.mktemp("many"))
    with served(online) as served_site:
        yield served_site


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    """A page; any error in the browser fails the test."""
    context = browser.new_context()
    errors = collect_browser_errors(context, site.url)
    yield context.new_page()
    context.close()
    assert errors == []


def root(language: str) -> str:
    """The path of a language's pages."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def test_a_reader_can_switch_between_all_languages(page: Page, site: Served) -> None:
    page.goto(f"{site.url}policy/posting/")
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        page.locator(f"nav [hreflang={language}]:visible").click()
        page.wait_for_url(f"{site.url}{root(language)}policy/posting/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#share-job-posts")).to_contain_text(QUESTIONS[language])


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_query_in_any_language_finds_its_entry(page: Page, site: Served, reader: str) -> None:
    page.goto(f"{site.url}{root(reader)}")
    box = SearchBox(page)
    missed = [
        (language, query, found)
        for language, queries in QUERIES.items()
        for query, entry in queries.items()
        if ENTRIES[entry] not in (found := box.ask(query)[:2])
    ]
    assert missed == []


def test_only_the_stemmers_of_the_handbooks_languages_are_loaded(page: Page, site: Served) -> None:
    site.bytes_sent.clear()
    page.goto(f"{site.url}nrl/")
    SearchBox(page).ask("lehtimi")
    sent = {path.rpartition("/")[2] for path in site.bytes_sent if "/snowball/" in path}
    assert sent == {"base.js", "arabic.js", "english.js", "norwegian.js", "swedish.js"}


def test_the_number_of_results_has_the_plural_form_of_the_language(
    page: Page, site: Served
) -> None:
    page.goto(f"{site.url}nrl/")
    box = SearchBox(page)
    texts = {}
    for query in ("temora", "moderator"):
        found = len(box.ask(query))
        texts[found] = page.locator(".pb-search [role=status]").inner_text()
    # the language has no words of its own for how sure the results are
    forms = {1: "1 trovo", 2: "2 trovimi. Several answers may fit:"}
    assert texts == forms


@pytest.mark.parametrize("language", ["sv", "nb", "ar"])
def test_a_page_is_printed_in_its_language(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.url}{root(language)}policy/posting/")
    page.emulate_media(media="print")
    expect(page.locator("#share-job-posts")).to_contain_text(QUESTIONS[language])
    expect(page.locator("[role=combobox]")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_in_arabic_is_laid_out_from_right_to_left(
    page: Page, site: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}ar/policy/posting/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    if width == 1280:
        menu = page.locator("nav ul").first.bounding_box()
        article = page.locator("main article").first.bounding_box()
        assert menu is not None
        assert article is not None
        assert menu["x"] > article["x"] + article["width"] - 1  # the menu begins the line
    foreign = page.locator("[lang=sv][dir=ltr]").first
    expect(foreign).to_have_css("direction", "ltr")
    expect(page.locator("main h1")).to_have_css("text-align", "start")


def test_a_list_in_arabic_is_indented_on_the_right(page: Page, site: Served) -> None:
    indents = """(elements) => elements.map((element) => {
      const css = getComputedStyle(element);
      return [css.direction, css.paddingLeft, css.paddingRight];
    })"""
    lists = {}
    for language in ("sv", "ar"):
        page.goto(f"{site.url}{root(language)}policy/posting/")
        lists[language] = page.locator("main article :is(ul, ol, li)").evaluate_all(indents)
    pairs = list(zip(lists["sv"], lists["ar"], strict=True))
    for (_, left, right), arabic in pairs:
        mirrored = arabic[0] == "rtl"  # a text that is only in Swedish is from left to right
        assert arabic[1:] == ([right, left] if mirrored else [left, right])
    indented = [left for (_, left, right), arabic in pairs if arabic[0] == "rtl" and left != right]
    assert len(set(indented)) > 1, "lists and items of several kinds are indented"
