"""Tests the page with all results of a search in a browser: address, filters, Back, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from search.asking import SearchBox, Served, served
from shared import shared
from site_helpers import build_example, without_offline

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    built = shared(tmp_path_factory, "example", build_example) / "site"
    with served(without_offline(built, tmp_path_factory.mktemp("online"))) as served_site:
        yield served_site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; any message in the console fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    opened = context.new_page()
    messages: list[str] = []
    opened.on("console", lambda message: messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    yield opened
    context.close()
    assert messages == []


def count(page: Page) -> int:
    """The number of results that the status line tells."""
    status = page.locator(".pb-find-status")
    expect(status).to_have_text(re.compile(r"^\d+ (träff|result)"))
    return int(status.inner_text().split()[0])


def test_the_box_leads_to_all_results_and_back_returns_to_them(page: Page, site: Served) -> None:
    page.goto(site.url)
    shown = SearchBox(page).ask("konto")
    first = str(page.locator("#pb-result-0").get_attribute("href"))
    page.locator(".pb-search-all").click()
    page.wait_for_url(f"{site.url}search/?q=konto")
    results = page.locator(".pb-find-results .pb-result")
    assert count(page) >= len(shown)
    expect(results.first).to_have_attribute("href", first)
    expect(results.first.locator(".pb-result-text")).to_be_visible()
    results.first.click()
    page.go_back()
    page.wait_for_url(f"{site.url}search/?q=konto")
    expect(results.first).to_have_attribute("href", first)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_filters_are_in_the_address_and_narrow_the_results(page: Page, site: Served) -> None:
    page.goto(f"{site.url}en/search/?q=account")
    everything = count(page)
    page.get_by_label("Kind").select_option("Glossary")
    assert 0 < count(page) < everything
    assert set(page.locator(".pb-result-kind").all_inner_texts()) == {"Glossary"}
    assert re.search(r"[?&]kind=\d+", page.url)
    narrowed = count(page)
    page.reload()
    assert count(page) == narrowed
    page.get_by_label("Kind").select_option("All kinds")
    page.get_by_label("Your account").select_option("personal")
    assert 0 < count(page) < everything
    assert "account=personal" in page.url


def test_a_query_without_an_answer_names_somebody_to_call(page: Page, site: Served) -> None:
    page.goto(f"{site.url}search/?q=kvantfysik")
    expect(page.locator(".pb-find-status")).to_contain_text("Inget svar på ”kvantfysik”")
    assert page.locator('.pb-search-help a[href^="tel:"]').count() >= 1


def test_an_empty_query_asks_for_words(page: Page, site: Served) -> None:
    page.goto(f"{site.url}search/")
    expect(page.locator(".pb-find-status")).to_have_text("Skriv vad du söker.")
    page.get_by_label("Sök", exact=True).fill("konto")
    assert count(page) > 0
    assert page.url == f"{site.url}search/?q=konto"


def test_without_javascript_the_page_leads_to_the_index(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}search/?q=konto")
    page.locator("noscript a, .pb-article a", has_text="A till Ö").first.click()
    assert page.url == f"{site.url}a-z/"
    context.close()
