"""A preview whose pages and menus work when they are opened from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from playbook.site.from_disk import make_openable
from site_helpers import build_in_process


def test_links_to_pages_name_the_file_and_others_stay(tmp_path: Path) -> None:
    html = (
        '<a href="b/">1</a> <a href="b/#x">2</a> <a href="./">3</a> <a href="https://b/">4</a> '
        '<a href="#x">5</a> <a href="c/">6</a> <a href="../">7</a> <img src="a.png"> '
        '<a href="mailto:b">8</a> <a href="b">9</a>'
    )
    (tmp_path / "site" / "b").mkdir(parents=True)
    (tmp_path / "index.html").write_text("outside", encoding="utf-8")
    for page in ("index.html", "b/index.html"):
        (tmp_path / "site" / page).write_text(html, encoding="utf-8")
    make_openable(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == (
        '<a href="b/index.html">1</a> <a href="b/index.html#x">2</a> <a href="./index.html">3</a> '
        '<a href="https://b/">4</a> <a href="#x">5</a> <a href="c/">6</a> <a href="../">7</a> '
        '<img src="a.png"> <a href="mailto:b">8</a> <a href="b/index.html">9</a>'
    )
    assert '<a href="../index.html">7</a>' in (tmp_path / "site" / "b" / "index.html").read_text()


def test_a_link_to_a_name_that_no_file_can_have_stays(tmp_path: Path) -> None:
    html = f'<a href="%00">1</a> <a href="{"a" * 300}/">2</a>'
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    make_openable(tmp_path)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == html


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_opens_pages_and_menus_from_disk(project: Path, browser: Browser) -> None:
    build_in_process(project)
    make_openable(project / "site")
    page = browser.new_page()
    page.goto((project / "site" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.locator("nav a[href='contacts/index.html']").first.click()
    expect(page.locator("h1")).to_have_text("Kontakter")
    page.locator("a[href='../policy/index.html']").first.click()
    page.locator("main a[href='posting/index.html']").first.click()
    expect(page.locator("h1")).to_have_text("Skriva inlägg")
