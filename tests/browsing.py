"""Browser helpers: collects errors while pages are read."""

from __future__ import annotations

import atexit
import functools
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

from support import TIMEOUT_SECONDS

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What the system's Chromium may be called, as in `tests/install-chromium`."""
PLAIN_HTTP = "handbook.test"
"""A name for this machine. Unlike its number, the browser takes it for no secure place."""
expect.set_options(timeout=1000 * TIMEOUT_SECONDS)


def collect_browser_errors(window: BrowserContext, home: str) -> list[str]:
    """All that should never come, as it comes: any message of the console, an error, a dialog, a
    request to somewhere outside ``home``, an address that is not there."""
    browser_errors: list[str] = []

    def console(found: ConsoleMessage) -> None:
        browser_errors.append(f"{found.type}: {found.text}")

    def error(found: WebError) -> None:
        browser_errors.append(str(found.error))

    def dialog(found: Dialog) -> None:
        browser_errors.append(f"dialog: {found.message}")
        found.dismiss()

    def request(found: Request) -> None:
        if not found.url.startswith(home):
            browser_errors.append(f"asked for {found.url}")

    def response(found: Response) -> None:
        if found.status >= 400:
            browser_errors.append(f"not there: {found.url}")

    window.on("console", console)
    window.on("weberror", error)
    window.on("dialog", dialog)
    window.on("request", request)
    window.on("response", response)
    return browser_errors


@functools.cache
def _started() -> Playwright:
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright


@contextmanager
def chromium(*args: str) -> Iterator[Browser]:
    """The system's Chromium, driven by the one Playwright of this process: a second would not
    start beside it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "there is no Chromium on the path; `make test` installs one"
    browser = _started().chromium.launch(executable_path=found, args=["--no-sandbox", *args])
    browser.on("context", lambda window: window.set_default_timeout(1000 * TIMEOUT_SECONDS))
    try:
        yield browser
    finally:
        browser.close()


def wait_for_condition(page: Page, condition: str, seconds: float = TIMEOUT_SECONDS) -> None:
    """Wait until a script gives true, and wait for the promise that it gives.

    Playwright's ``wait_for_function`` takes the promise itself for the answer, and so ends at once.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"still not so after {seconds} s: {condition}"
        page.wait_for_timeout(50)
