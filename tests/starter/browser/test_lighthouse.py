"""Checks that the pages of the starter handbook stay within their size limits."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = {"": 120_000, "policy/identity/": 120_000, "flows/can-i-post/": 150_000, "crisis/": 60_000}
"""The maximum size in bytes of a page and everything that it loads, uncompressed."""
MOST_REQUESTS = 30


@pytest.mark.parametrize("path", MOST)
def test_a_page_stays_within_its_size_limit(
    path: str, address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(address + path, wait_until="networkidle")
    assert 0 < sum(sizes) <= MOST[path], sizes
    assert 0 < len(sizes) <= MOST_REQUESTS
