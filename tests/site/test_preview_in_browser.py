"""Checks in a browser that a preview reloads only a page that changed, and keeps the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import collect_browser_errors
from previews import start
from site_helpers import make_project
from support import replace

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACE = "reply-in-time"
MAX_SHIFT = 2
"""The pixels that a reader does not notice."""


def top_of_place(page: Page) -> float:
    box = page.locator(f"#{PLACE}").bounding_box()
    assert box is not None
    return box["y"]


def test_a_page_is_reloaded_only_if_it_changed_and_keeps_the_place(
    tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "home").mkdir()
    project = make_project(tmp_path / "home")
    preview = start(project)
    context = browser.new_context(viewport={"width": 360, "height": 780})
    errors = collect_browser_errors(context, preview.url)
    try:
        page = context.new_page()
        page.goto(f"{preview.url}policy/posting/")
        page.locator(f"#{PLACE}").evaluate("element => element.scrollIntoView()")
        page.evaluate("window.isTheSame = true")
        page.locator("details:not([open]) > summary").first.evaluate("element => element.click()")
        before, opened = top_of_place(page), page.locator("details[open]").count()

        replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
        preview.wait_for_page("tone/", "Vi är vänliga")
        assert page.evaluate("window.isTheSame")

        replace(project, "policy/posting.yml", "sv: |\n", "sv: |\n" + 9 * "        Mer.\n\n")
        page.locator("#share-job-posts", has_text="Mer.").wait_for()
        page.wait_for_load_state("load")
        assert page.evaluate("window.isTheSame === undefined")
        assert page.locator("#share-job-posts").inner_text().count("Mer.") == 9
        assert abs(top_of_place(page) - before) <= MAX_SHIFT
        assert page.locator("details[open]").count() == opened
        assert errors == []
    finally:
        context.close()
        preview.stop()
