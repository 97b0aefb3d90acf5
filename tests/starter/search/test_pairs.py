"""Checks that every word of the starter content has the same term in Python and in JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from playbook.project import DATA_FOLDER
from search.asking import served
from search.test_pairs import ENGINE, OTHER_LANGUAGE, differing_terms
from starter.content import ROOT


@pytest.mark.browser
@pytest.mark.parametrize("language", OTHER_LANGUAGE)
def test_terms_of_the_starter_are_the_same_in_python_and_javascript(
    browser: Browser, language: str
) -> None:
    files = sorted((ROOT / DATA_FOLDER).rglob("*.yml"))
    with served(ENGINE) as site:
        page = browser.new_page()
        page.goto(site.url)
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        assert differing_terms(page, language, text) == []
