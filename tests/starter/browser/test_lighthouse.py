"""Checks that the pages of the starter handbook stay within their size limits."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAX_BYTES = {
    "": 140_000,
    "policy/identity/": 140_000,
    "flows/can-i-post/": 165_000,
    "crisis/": 75_000,
}
"""The maximum size in bytes of a page and everything that it loads, uncompressed. The font of
headings is 15 kB of it."""
MAX_SENT = 60_000
"""The maximum size in bytes of the same as a server sends it: compressed with gzip."""
MAX_REQUESTS = 30


@pytest.mark.parametrize("path", MAX_BYTES)
def test_a_page_stays_within_its_size_limit(
    path: str, address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    bodies: list[bytes] = []
    page.on("response", lambda response: bodies.append(response.body()))
    page.goto(address + path, wait_until="networkidle")
    sizes = list(map(len, bodies))
    assert 0 < sum(sizes) <= MAX_BYTES[path], sizes
    assert 0 < len(sizes) <= MAX_REQUESTS
    assert sum(min(len(body), len(gzip.compress(body))) for body in bodies) <= MAX_SENT
