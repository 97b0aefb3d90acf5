"""Tests the handbook offline, on a network that does not respond, and after a new release."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browsing import INSECURE_HOST, collect_browser_errors, wait_for_condition
from screenshots import served

pytestmark = pytest.mark.browser

CRISIS_PAGE, FLOW_PAGE = "crisis/", "flows/how-do-i-reply/"
PATHS = (CRISIS_PAGE, FLOW_PAGE, "policy/identity/#say-you-work-here")
ARE_STORED = """async (paths) => {
  const urls = paths.map((path) => new URL(path, location.origin));
  const files = await Promise.all(urls.map((url) => caches.match(url)));
  return files.every(Boolean);
}"""
CACHE_NAMES = "caches.keys()"


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


@pytest.fixture
def site_copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test can change."""
    return shutil.copytree(site, tmp_path / "site")


def read_build_plan(site: Path) -> dict[str, Any]:
    """The files that the service worker must store, as it lists them."""
    text = (site / "sw.js").read_text("utf-8")
    match = re.search("^const BUILD = (.*);( //.*)?$", text, re.MULTILINE)
    assert match
    build_plan: dict[str, Any] = json.loads(match[1])
    return build_plan


def visit(page: Page, base: str, site: Path) -> None:
    """Visit the home page, and wait until the browser has stored the Swedish handbook."""
    build_plan = read_build_plan(site)
    page.goto(base)
    paths = json.dumps([f"/{path}" for path in (*build_plan["core"], *build_plan["pages"]["sv"])])
    wait_for_condition(page, f"({ARE_STORED})({paths})")


def expect_stored_copy_notice(page: Page) -> None:
    notice = page.locator(".pb-saved")
    expect(notice).to_be_visible()
    expect(notice).to_have_text(re.compile("sparad kopia av version 0.1.0"))


def test_the_stored_copy_is_shown_offline(page: Page, site: Path) -> None:
    with served(site) as base:
        visit(page, base, site)
        page.goto(base + FLOW_PAGE)
        expect(page.locator(".pb-saved")).to_be_hidden()
    for path in PATHS:  # the server has stopped
        page.goto(base + path)
        expect_stored_copy_notice(page)
        expect(page.locator("h1")).to_be_visible()
    for unknown, home in (("no-such-page/", ""), ("en/no-such-page/", "en/")):
        page.goto(base + unknown)
        expect(page).to_have_url(f"{base}{home}#not-saved")
        expect(page.locator("#not-saved")).to_be_visible()


def test_the_stored_copy_is_shown_if_the_network_does_not_respond(page: Page, site: Path) -> None:
    gate = threading.Event()
    gate.set()
    with served_with(site, gate.wait) as base:
        visit(page, base, site)
        gate.clear()
        page.goto(base + CRISIS_PAGE, wait_until="commit")
        expect_stored_copy_notice(page)
        gate.set()
        page.goto(base + CRISIS_PAGE)
        expect(page.locator(".pb-saved")).to_be_hidden()


def test_the_stored_copy_is_shown_if_the_server_fails(page: Page, site: Path) -> None:
    broken = threading.Event()
    with served_with(site, broken=broken) as base:
        visit(page, base, site)
        broken.set()
        page.goto(base + CRISIS_PAGE)
        expect_stored_copy_notice(page)


def test_a_new_version_is_shown_at_the_first_visit(page: Page, site_copy: Path) -> None:
    with served_with(site_copy) as base:
        visit(page, base, site_copy)
        page.goto(base + CRISIS_PAGE)
        (old_cache,) = page.evaluate(CACHE_NAMES)
        assert base in old_cache, "each handbook on a host needs its own cache"
        publish(site_copy, "0.2.0", "Ny rubrik")
        page.goto(base + CRISIS_PAGE)
        expect(page.locator("h1")).to_have_text("Ny rubrik")
        new_cache = old_cache.replace("0.1.0", "0.2.0", 1)
        wait_for_condition(page, f"async () => (await caches.keys()).join() === {new_cache!r}")
        visit(page, base, site_copy)
    page.goto(base + CRISIS_PAGE)
    expect(page.locator("h1")).to_have_text("Ny rubrik")
    expect(page.locator(".pb-saved")).to_be_visible()


def publish(site: Path, release: str, heading: str) -> None:
    """Replace the site with a new version that has another heading on the crisis page."""
    worker = site / "sw.js"
    worker.write_text(worker.read_text("utf-8").replace('"0.1.0-', f'"{release}-'), "utf-8")
    path = site / "crisis" / "index.html"
    text, count = re.subn("(<h1[^>]*>)[^<]*", rf"\g<1>{heading}", path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("switch", ["off", "gone"])
def test_a_switch_that_is_off_or_gone_removes_the_stored_copy(
    page: Page, site_copy: Path, switch: str
) -> None:
    """The switch is the file offline.json; without it, the handbook was taken down."""
    with served(site_copy) as base:
        page.goto(base + "crisis/")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        if switch == "off":
            (site_copy / "offline.json").write_text('{"offline": false}', "utf-8")
        else:
            (site_copy / "offline.json").unlink()
        page.goto(base + "crisis/")  # the browser may still be fetching files to store
        wait_for_condition(
            page, "async () => !(await navigator.serviceWorker.getRegistrations()).length"
        )
        wait_for_condition(page, "async () => !(await caches.keys()).length")
        page.goto(base + "crisis/")
        assert page.evaluate("navigator.serviceWorker.controller") is None
        assert page.evaluate(CACHE_NAMES) == []


def test_the_core_and_a_limited_number_of_other_files_are_stored(
    page: Page, site_copy: Path
) -> None:
    worker = site_copy / "sw.js"
    text = worker.read_text("utf-8")
    assert text.count("MAX_FILES = 600") == 1
    worker.write_text(text.replace("MAX_FILES = 600", "MAX_FILES = 20"), "utf-8")
    build_plan = read_build_plan(site_copy)
    core = build_plan["core"]
    pages = [path for path in build_plan["pages"]["sv"] if path not in core]
    with served(site_copy) as base:
        page.goto(base)
        wait_for_condition(page, f"({ARE_STORED})({json.dumps([f'/{pages[-1]}'])})")
        stored = page.evaluate(
            "async () => (await (await caches.open((await caches.keys())[0])).keys())"
            ".map(({ url }) => new URL(url).pathname.slice(1))"
        )
    assert set(core) <= set(stored)
    assert len(pages) > 20
    assert len(set(stored) - set(core)) == 20


def test_over_plain_http_nothing_is_stored_and_there_are_no_errors(
    reader: BrowserContext, site: Path
) -> None:
    with served(site) as base:
        home = f"http://{INSECURE_HOST}:{urlsplit(base).port}/"
        errors = collect_browser_errors(reader, home)
        page = reader.new_page()
        page.goto(home, wait_until="networkidle")
        assert page.evaluate("[isSecureContext, 'serviceWorker' in navigator]") == [False, False]
        assert errors == []


class BlockableHandler(SimpleHTTPRequestHandler):
    """Serves a folder, which browsers may cache for an hour.

    Calls ``gate`` before each response; it can block. While ``broken`` is set, the status is 503.
    """

    def __init__(
        self, *args: Any, gate: Callable[[], object], broken: threading.Event, **options: Any
    ) -> None:
        self.gate, self.broken = gate, broken
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        self.gate()
        if self.broken.is_set():
            self.send_error(503)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served_with(
    site: Path, gate: Callable[[], object] = bool, broken: threading.Event | None = None
) -> Iterator[str]:
    """Serve a site with a `BlockableHandler`; yields the site's URL."""
    handler = partial(
        BlockableHandler, directory=str(site), gate=gate, broken=broken or threading.Event()
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
