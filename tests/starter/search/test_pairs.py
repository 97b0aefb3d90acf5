"""The browser and the build read every word of the starter in the same way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from playbook.project import DATA_FOLDER
from search.asking import served
from search.test_pairs import ENGINE, OTHER, differing_terms
from starter.content import ROOT


@pytest.mark.browser
@pytest.mark.parametrize("of", OTHER)
def test_the_browser_reads_the_starters_words_as_the_build_does(browser: Browser, of: str) -> None:
    files = sorted((ROOT / DATA_FOLDER).rglob("*.yml"))
    with served(ENGINE) as site:
        page = browser.new_page()
        page.goto(site.url)
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        assert differing_terms(page, of, text) == []
