"""Sites behind nginx with the headers that the generator writes, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nginx_server import BELOW, served
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import collect_browser_errors, wait_for_condition
from playbook.site.headers import NGINX
from site_helpers import build_in_process, make_project
from support import replace

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RUN = "document.documentElement.setAttribute('ran', '')"
ACTIVE = {
    "bild.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><script>{RUN}</script></svg>',
    "fil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script href="run.js"/></svg>',
    "sida å $1.html": '<!doctype html><script src="run.js"></script><p>Text',
    "demo/index.html": '<!doctype html><script src="../run.js"></script><p>Text',
    "run.js": RUN,
}
"""Files in docs/ that run a script, and the script."""
ADDRESSES = ("bild.svg", "fil.svg", "sida å $1.html", "demo/", "demo/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with active files, in a folder with the name of its path behind nginx."""
    project = make_project(tmp_path_factory.mktemp("headers"))
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("example.com/", f"example.com/{BELOW}/") + f"site_dir: www/{BELOW}\n"
    config.write_text(text, encoding="utf-8")
    for name, content in ACTIVE.items():
        (project / "docs" / name).parent.mkdir(exist_ok=True)
        (project / "docs" / name).write_text(content, encoding="utf-8")
    replace(project, "roles.yml", "Få samtalet att fungera.", "Den som modererar svarar.")
    build_in_process(project, strict=False)  # scripts in docs/ are warned about
    return project / "www" / BELOW


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site.parent, site.parent / "nginx", site / NGINX) as base:
        yield base


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


def ran(page: Page, address: str) -> bool:
    """Whether the script of a file ran by the time that its document is complete."""
    page.goto(address)
    return page.locator("[ran]").count() == 1


def test_pages_work_with_the_headers(context: BrowserContext, address: str) -> None:
    errors = collect_browser_errors(context, address)
    page = context.new_page()
    answer = page.goto(address)
    assert answer
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "require-trusted-types-for" in answer.headers["content-security-policy"]
    wait_for_condition(page, "navigator.serviceWorker.ready.then(({ active }) => !!active)")
    page.keyboard.press("/")
    page.keyboard.type("inlägg")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-theme-switch]:visible").click()
    page.wait_for_selector("html[data-theme]")
    page.goto(f"{address}roles/moderator/")
    page.locator("a.pb-term").first.focus()
    expect(page.locator(".pb-term-bubble")).to_contain_text("ordning")
    page.goto(f"{address}flows/how-do-i-reply/")
    page.locator(".pb-flow-choices button").first.click()
    expect(page.locator(".pb-flow-way li")).to_have_count(1)
    assert errors == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_script_in_a_file_of_docs_does_not_run(
    context: BrowserContext, site: Path, address: str, name: str
) -> None:
    page = context.new_page()
    assert not ran(page, address + name)


def test_the_same_scripts_run_without_the_headers(context: BrowserContext, site: Path) -> None:
    with served(site.parent, site.parent / "bare") as base:
        assert [name for name in ADDRESSES if not ran(context.new_page(), base + name)] == []


@pytest.mark.parametrize("name", ["", "bild.svg"])
def test_framing_is_refused(context: BrowserContext, address: str, name: str) -> None:
    page = context.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.set_content(f'<iframe src="{address}{name}"></iframe>')
