"""Starts the browser, waits for conditions in pages, and collects browser errors."""

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

CHROMIUM_NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
)  # fmt: skip
"""The names of Chromium's program on different systems, as in `tests/install-chromium`.

The headless shell has the same engine without the user interface of a browser, and needs half the
processor time.
"""
INSECURE_HOST = "handbook.test"
"""A host name for this machine. Unlike 127.0.0.1, browsers do not treat it as secure."""
expect.set_options(timeout=1000 * TIMEOUT_SECONDS)


def collect_browser_errors(context: BrowserContext, home: str) -> list[str]:
    """Return a list to which every later error is added.

    Errors are console messages, uncaught errors, dialogs, requests outside the URL ``home``, and
    responses with an error status.
    """
    browser_errors: list[str] = []

    def console(message: ConsoleMessage) -> None:
        browser_errors.append(f"{message.type}: {message.text}")

    def error(event: WebError) -> None:
        browser_errors.append(str(event.error))

    def dialog(opened: Dialog) -> None:
        browser_errors.append(f"dialog: {opened.message}")
        opened.dismiss()

    def request(sent: Request) -> None:
        if not sent.url.startswith(home):
            browser_errors.append(f"requested {sent.url}")

    def response(received: Response) -> None:
        if received.status >= 400:
            browser_errors.append(f"{received.status}: {received.url}")

    context.on("console", console)
    context.on("weberror", error)
    context.on("dialog", dialog)
    context.on("request", request)
    context.on("response", response)
    return browser_errors


def chromium_program() -> str:
    """The path of Chromium's program. Fails if there is none."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert program, "there is no Chromium on the PATH; `make test` installs one"
    return program


@functools.cache
def _playwright() -> Playwright:
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright


@contextmanager
def chromium(*args: str) -> Iterator[Browser]:
    """The system's Chromium. All browsers share one Playwright: a process cannot start two."""
    browser = _playwright().chromium.launch(
        executable_path=chromium_program(), args=["--no-sandbox", "--disable-gpu", *args]
    )
    browser.on("context", lambda context: context.set_default_timeout(1000 * TIMEOUT_SECONDS))
    try:
        yield browser
    finally:
        browser.close()


def wait_for_condition(page: Page, condition: str, seconds: float = TIMEOUT_SECONDS) -> None:
    """Wait until a script, or the promise that it returns, evaluates to true.

    Playwright's ``wait_for_function`` does not await a promise, so it would return immediately.
    """
    deadline = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"still false after {seconds} s: {condition}"
        page.wait_for_timeout(50)
