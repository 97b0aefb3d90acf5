"""The roles of the starter, printed on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


@pytest.mark.parametrize(("name", "sheets"), [("", 2), ("card/", 2)])
def test_every_role_fits_its_number_of_printed_sheets(
    name: str, sheets: int, page: Page, address: str, site: Path
) -> None:
    """A card has two sides in A6."""
    for folder in sorted(site.glob("**/roles/*/card")):
        role = folder.parent.relative_to(site).as_posix()
        page.goto(f"{address}{role}/{name}")
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= sheets, role
