"""Tests the search box in a browser: keyboard, screen readers, no results, offline use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.pages.handbook import Handbook
from playbook.project import read_project
from playbook.search.coding import front_decoded
from playbook.search.files import search_files
from search.asking import SearchBox, Served, served
from shared import shared
from site_helpers import EXAMPLE, build_example

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(shared(tmp_path_factory, "example", build_example) / "site") as served_site:
        yield served_site


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    """The Swedish home page; any message in the console fails the test."""
    context = browser.new_context()
    home = context.new_page()
    messages: list[str] = []
    home.on("console", lambda message: messages.append(message.text))
    home.on("pageerror", lambda error: messages.append(str(error)))
    home.goto(site.url)
    yield home
    context.close()
    assert messages == []


def selected_option(page: Page) -> str | None:
    """The id of the option that a screen reader announces."""
    return page.locator("[role=combobox]").get_attribute("aria-activedescendant")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_keyboard_shortcut_focuses_the_box(page: Page, key: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("[role=combobox]")).to_be_focused()
    assert page.locator("[role=combobox]").input_value() == ""


def test_arrow_keys_select_and_escape_closes_the_panel_then_clears_the_box(page: Page) -> None:
    box = page.locator("[role=combobox]")
    assert len(SearchBox(page).ask("blockera")) > 2
    assert box.get_attribute("aria-expanded") == "true"
    assert selected_option(page) is None
    box.focus()
    page.keyboard.press("ArrowDown")
    assert selected_option(page) == "pb-result-0"
    page.keyboard.press("ArrowUp")
    last_index = page.locator("[role=option]").count() - 1
    assert selected_option(page) == f"pb-result-{last_index}"
    assert page.locator(f"#pb-result-{last_index}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.locator(".pb-search-panel")).to_be_hidden()
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "blockera"
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_enter_opens_the_first_result_in_the_same_version(page: Page, site: Served) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Måste jag säga att jag jobbar här?")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}policy/identity/#say-you-work-here")


def test_a_result_shows_the_answer(page: Page) -> None:
    SearchBox(page).ask("måste jag säga att jag jobbar här")
    first = page.locator("#pb-result-0")
    expect(first.locator(".pb-verdict")).to_have_text("Ja")
    expect(first.locator(".pb-result-kind")).to_have_text("Regler")
    expect(first.locator(".pb-result-who")).to_contain_text("Fråga:")
    assert "jobbar" in first.locator("mark").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "selector"),
    [
        ("pressjouren", "a[href^='tel:']"),
        ("kontot är hackat", ".pb-flow-question"),
        ("innan du publicerar checklista", ".pb-now-steps input[type=checkbox]"),
    ],
)
def test_the_first_result_offers_an_action(page: Page, query: str, selector: str) -> None:
    SearchBox(page).ask(query)
    expect(page.locator(f".pb-search-now {selector}").first).to_be_visible()


def test_a_query_without_results_shows_similar_entries_and_a_link_to_suggest_a_change(
    page: Page,
) -> None:
    assert SearchBox(page).ask("kvantfysik & <b>") == []
    assert page.locator("[role=option]").count() > 0
    href = page.locator(".pb-search-after a[rel~=nofollow]").get_attribute("href")
    assert href
    assert unquote(href).endswith("title=Handboken svarar inte på: kvantfysik & <b>")
    assert href.startswith("https://git.example.com/exempelbolaget/playbook/issues/new?title=")


def test_searching_for_an_id_finds_its_entry(page: Page) -> None:
    assert SearchBox(page).ask("two-factor")[0] == "two-factor"


def test_a_question_about_a_meaning_finds_the_glossary_term(page: Page) -> None:
    """The glossary term comes before rules that contain the word."""
    assert SearchBox(page).ask("vad betyder räckvidd")[0] == "term-reach"


def test_search_works_offline_once_loaded(page: Page, site: Served) -> None:
    index = page.request.get(f"{site.url}search/index.json").json()
    last_file = (len(front_decoded(index["ids"])) - 1) // index["answers_per_file"]
    with page.expect_response(f"{site.url}search/answers-{last_file}.json") as response:
        SearchBox(page).ask("barn")
    response.value.finished()
    page.context.set_offline(True)
    SearchBox(page).ask("kontot är hackat")
    expect(page.locator("#pb-result-0 .pb-result-text")).to_be_visible()
    page.context.set_offline(False)


def test_only_the_index_of_the_readers_language_is_fetched(page: Page, site: Served) -> None:
    site.bytes_sent.clear()
    SearchBox(page).ask("barn på bild")
    fetched = [name for name in site.bytes_sent if name.endswith(".json")]
    assert fetched
    assert not [name for name in fetched if name.startswith("en/")]


def test_the_readers_account_affects_the_order_of_results(page: Page, site: Served) -> None:
    """Readers with an official account get different results for the same query."""
    orders = {}
    for account in ("personal", "official"):
        choice = json.dumps({"account": account})
        page.evaluate("choice => localStorage.setItem('playbook.reader', choice)", choice)
        orders[account] = SearchBox(page).ask("konto")
    assert orders["personal"] != orders["official"]


def test_search_panel_fits_a_narrow_phone(browser: Browser, site: Served) -> None:
    phone = browser.new_page(viewport={"width": 320, "height": 640})
    phone.goto(site.url)
    SearchBox(phone).ask("tävlingsvillkor dataskyddsombudet")
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    panel = phone.locator(".pb-search-panel").bounding_box()
    assert panel
    assert panel["width"] == 320
    phone.close()


def test_the_index_is_reproducible() -> None:
    handbooks = []
    for _ in range(2):
        playbook = read_project(EXAMPLE).playbook
        assert playbook is not None
        handbooks.append(Handbook(playbook))
    first, second = (dict(search_files(handbook, "sv")) for handbook in handbooks)
    assert first == second
    assert set(front_decoded(json.loads(first["index.json"])["ids"])) == handbooks[0].shown
