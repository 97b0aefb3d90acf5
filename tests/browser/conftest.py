"""The handbook, built once and served, and a browser to read it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from content.built import build, new_project
from screenshots import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter handbook, built."""
    return build(new_project(tmp_path_factory.mktemp("handbook")))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the handbook is served."""
    with served(site) as base:
        yield base


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser with nothing kept in it, on a phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, locale="sv-SE", timezone_id="Europe/Stockholm"
    )
    context.set_default_timeout(5_000)
    yield context
    context.close()
