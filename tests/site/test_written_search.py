"""Checks that the search finds sections of hand-written pages, and that `llms.txt` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from playwright.sync_api import Browser, Page, expect

from playbook.search.sections import Section
from playbook.site.written.pages import WrittenPage
from playbook.site.written.sections import is_listed, sections
from shared import shared
from site_helpers import served, without_offline
from written_site import build_written


def page_of(html: str, **meta: object) -> WrittenPage:
    """A rendered page without a source."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "docs_dir": "/docs", "site_dir": "/site"})
    file = File("a.md", "/docs", "/site", use_directory_urls=True)
    page = MkDocsPage("A &amp; B", file, config)
    page.content, page.meta = html, dict(meta)
    return WrittenPage("a/", page, "docs/a.md", "")


def test_a_page_has_a_section_for_its_beginning_and_each_heading() -> None:
    html = (
        '<h1 id="a">A<a class="headerlink" href="#a">¶</a></h1><p>Start <b>here</b>.</p>'
        '<h2 id="b">B <code>c</code><a class="headerlink" href="#b">¶</a></h2>'
        "<ul><li>one</li><li>two<br>three</li></ul><h4 id='d'>Small</h4>"
        '<h3 id="e">E</h3><p>End</p>'
    )
    assert list(sections(page_of(html), "a/")) == [
        Section("a/", "", "A & B", "A & B", "Start here."),
        Section("a/", "b", "B c", "A & B", "one two three Small"),
        Section("a/", "e", "E", "A & B", "End"),
    ]


def test_what_is_left_out_of_the_search_is_not_in_a_section() -> None:
    html = (
        "<p>Text<sup><a class='footnote-ref' href='#fn:1'>1</a></sup></p>"
        '<p data-search-exclude>secret</p><h2 id="b" data-search-exclude>hidden</h2>'
        "<div>shown <span data-search-exclude>secret</span></div><button>Copy</button>"
    )
    assert [section.text for section in sections(page_of(html), "a/")] == ["Text shown"]


@pytest.mark.parametrize(
    ("search", "docs_dir", "expected"),
    [
        (None, "/docs", True),
        ({"exclude": True}, "/docs", False),
        ({"exclude": False}, "/docs", True),
        ({"boost": 2}, "/docs", True),
        (None, "/other", False),  # a page that a plugin made
    ],
)
def test_a_page_in_docs_is_listed_unless_it_is_left_out(
    search: object, docs_dir: str, expected: bool
) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "docs_dir": docs_dir})
    assert is_listed(page_of("", search=search), config) is expected


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "written", build_written) / "site"


@pytest.mark.slow
def test_the_guide_for_language_models_links_to_the_pages_of_the_first_language(
    site: Path,
) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    pages = text.partition("## Om handboken\n\n")[2].splitlines()
    assert pages == [
        "- [Om handboken](about/)",
        "- [Allt på en sida](kitchen-sink/)",
        "- [Sida utan rubrik \\& mer](untitled/)",
    ]


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(without_offline(site, tmp_path_factory.mktemp("written"))) as base:
        yield base.url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("start", "query", "kind", "title", "target"),
    [
        ("", "kopparslagare", "Sida", "Trivselregler för kopparslagare",
         "about/#trivselregler-for-kopparslagare"),
        ("tone/", "hörselskydd", "Sida", "Trivselregler för kopparslagare",
         "about/#trivselregler-for-kopparslagare"),
        ("", "skyddsglasögon", "Sida", "Skyddsglasögon", "about/#skyddsglasogon"),
        ("", "allt på en sida", "Sida", "Allt på en sida", "kitchen-sink/"),
        ("en/", "everything on a page", "Page", "Everything on a page", "en/kitchen-sink/"),
    ],
)  # fmt: skip
def test_a_section_is_found_by_its_heading_and_its_text(
    start: str, query: str, kind: str, title: str, target: str, address: str, page: Page
) -> None:
    page.goto(address + start)
    page.get_by_role("combobox").fill(query)
    result = page.locator(".pb-result").first
    expect(result.locator(".pb-result-title")).to_have_text(title)
    expect(result.locator(".pb-result-kind")).to_have_text(kind)
    page.keyboard.press("Enter")
    page.wait_for_url(address + target)


@pytest.mark.browser
def test_a_result_shows_the_text_and_the_page_of_a_section(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("combobox").fill("kopparslagare")
    result = page.locator(".pb-result").first
    expect(result.locator(".pb-result-text")).to_have_text(
        "Alla som slår koppar ska ha hörselskydd."
    )
    expect(result.locator(".pb-result-who")).to_have_text("Om handboken")


@pytest.mark.browser
def test_a_page_that_is_left_out_and_the_anchor_of_a_section_are_not_found(
    address: str, page: Page
) -> None:
    page.goto(address)
    page.get_by_role("combobox").fill("kryptonord")
    expect(page.locator(".pb-search-help a").first).to_be_visible()
    expect(page.locator(".pb-search-status")).to_contain_text("Inget svar")
    expect(page.locator(".pb-result", has_text="kryptonord")).to_have_count(0)
