"""What readers of a published tree meet: in a real browser, from nginx, under a sub-path."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import story
from makers import bare, commit, git, tree_of
from playwright.sync_api import Browser, Page, expect
from served import BELOW, served
from test_reproducible import playbook

from browsing import running_playwright

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@dataclass(frozen=True)
class Published:
    """Where the story was published."""

    tree: Path
    remote: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Versions 1.0.0, 2.0.0, 2.1.0 and then 1.0.1, released and published as they were made."""
    work = tmp_path_factory.mktemp("story")
    repo, remote = story.first(work / "repo"), bare(work / "remote.git")
    git(repo, "remote", "add", "origin", str(remote))
    put(repo, work, "1.0.0", "2026-03-02T09:00:00Z")
    for version, at, edit in (
        ("2.0.0", "2026-05-04T09:00:00Z", story.binding),
        ("2.1.0", "2026-06-01T09:00:00Z", story.explained),
        ("1.0.1", "2026-06-15T09:00:00Z", story.emergency),
    ):
        if version == "1.0.1":
            git(repo, "checkout", "--quiet", "v1.0.0")
        edit(repo)
        commit(repo, "A change", at)
        put(repo, work, version, at)
    return Published(work / "www" / BELOW, remote)


def put(repo: Path, work: Path, version: str, at: str) -> None:
    """Release a version, and publish it to a folder and to a branch: the commands that CI runs."""
    clock = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    for args in (
        ("release", version, "--today", at[:10]),
        ("publish", version, "--to", str(work / "www" / BELOW)),
        ("publish", version, "--branch", "pages"),
    ):
        end = playbook(repo, *args, **clock)
        assert end.code == 0, end.said


@pytest.fixture(scope="module")
def tree(published: Published) -> Path:
    return published.tree


@pytest.fixture(scope="module")
def url(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tree.parent, tmp_path_factory.mktemp("nginx") / "work") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert [line for line in wrong if "404" not in line] == []


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def at(page: Page, url: str) -> str:
    return page.url.removeprefix(url)


def test_the_whole_tree_verifies_as_served(tree: Path, url: str) -> None:
    end = playbook(tree, "verify", url)
    assert (end.code, "4 versions" in end.said) == (0, True), end.said
    listed = json.loads((tree / "versions.json").read_text())
    assert [one["version"] for one in listed] == ["2.1.0", "2.0.0", "1.0.1", "1.0.0"]
    assert [one["aliases"] for one in listed] == [["latest"], [], [], []]


def test_the_branch_holds_the_same_tree(published: Published, tmp_path: Path) -> None:
    git(published.remote, "--work-tree", str(tmp_path), "checkout", "-f", "pages", "--", ".")
    assert tree_of(tmp_path) == tree_of(published.tree)


def test_the_releases_say_what_changed_for_whom(plain: Page, url: str) -> None:
    plain.goto(f"{url}en/releases/")
    second = plain.locator(".releases > li").nth(1)
    expect(second).to_contain_text("What applies has changed.")
    expect(second).to_contain_text("Stricter: Name colleagues")
    expect(plain.locator(".releases > li").nth(0)).to_contain_text("Explained or extended.")
    expect(plain.locator(".releases > li").nth(2)).to_contain_text("Corrections.")


def test_the_root_leads_to_the_version_that_applies(plain: Page, url: str) -> None:
    plain.goto(url)
    plain.wait_for_url(f"{url}latest/")
    expect(plain.locator(".pb-version-now")).to_have_text("Version 2.1.0, 2026-06-01")


def test_an_old_page_knows_that_it_is_old_without_javascript(plain: Page, url: str) -> None:
    plain.goto(f"{url}1.0.0/en/policy/posting/")
    expect(plain.locator(".pb-version-now")).to_have_text("Version 1.0.0, 2026-03-02")
    assert plain.locator('link[rel="canonical"]').get_attribute("href") == (
        f"https://playbook.example.com/{BELOW}/latest/en/policy/posting/"
    )
    plain.locator("#share-job-posts").get_by_text("In the version that applies").click()
    plain.wait_for_url(f"{url}latest/en/policy/posting/#share-posts")
    plain.goto(f"{url}1.0.0/en/policy/posting/")
    plain.get_by_role("link", name="This page in the version that applies").click()
    plain.wait_for_url(f"{url}latest/en/policy/posting/")


def test_a_banner_says_what_changed_since(page: Page, url: str) -> None:
    page.goto(f"{url}1.0.0/en/policy/posting/")
    notice = page.locator(".pb-version-notice")
    expect(notice).to_contain_text("This is an older version. Version 2.1.0, 2026-06-01, applies.")
    expect(page.locator("#name-colleagues .entry-changed")).to_be_visible()
    expect(page.locator("#reply-in-time .entry-changed")).to_have_count(0)
    page.goto(f"{url}1.0.0/keys/")
    expect(notice).to_contain_text("Inget på den här sidan har ändrats sedan dess.")
    page.goto(f"{url}latest/en/policy/posting/")
    expect(page.locator(".pb-version-list")).to_be_visible()
    expect(notice).to_be_hidden()


WAYS = {
    "same page": ("1.0.0/en/keys/", "2.0.0", "2.0.0/en/keys/"),
    "to latest": ("1.0.0/keys/", "2.1.0", "latest/keys/"),
    "to an old one": ("latest/en/keys/#listen", "1.0.1", "1.0.1/en/keys/#listen"),
    "a rule with another id": (
        "1.0.0/policy/posting/#share-job-posts", "2.0.0", "2.0.0/policy/posting/#share-posts",
    ),
    "a rule that moved": (
        "1.0.0/en/policy/posting/#reply-in-time", "2.1.0",
        "latest/en/policy/replying/#reply-in-time",
    ),
    "a page that is missing": ("latest/en/policy/replying/", "1.0.0", None),
    "home": ("1.0.0/en/", "2.0.0", "2.0.0/en/"),
}  # fmt: skip


@pytest.mark.parametrize(("start", "version", "end"), WAYS.values(), ids=WAYS)
def test_the_selector_keeps_the_place(
    page: Page, url: str, start: str, version: str, end: str | None
) -> None:
    page.goto(url + start)
    page.locator(".pb-version-list summary").click()
    page.locator(".pb-version-list li a", has_text=version).click()
    # The one rule of the page that is missing stood on another: it leads there.
    page.wait_for_url(url + (end or "1.0.0/en/policy/posting/#reply-in-time"))
    language = page.locator(".pb-languages a").first
    wanted = "en" if language.get_attribute("hreflang") == "sv" else "sv"
    assert page.locator("html").get_attribute("lang") == wanted
    language.click()
    page.wait_for_load_state()
    other = at(page, url).split("/")
    assert ("en" in other) == (wanted == "sv")
    assert other[0] in (version, "latest")


def test_permanent_addresses(plain: Page, url: str) -> None:
    for address, end in {
        "r/reply-in-time/": "latest/policy/replying/#reply-in-time",
        "en/r/reply-in-time/": "latest/en/policy/replying/#reply-in-time",
        "r/share-job-posts/": "latest/policy/posting/#share-posts",
        "en/r/repost-from-work/": "latest/en/policy/posting/#share-posts",
        "r/posting/": "latest/policy/posting/",
    }.items():
        plain.goto(url + address)
        plain.wait_for_url(url + end)


def test_a_retired_entry_tells_what_replaced_it(plain: Page, url: str) -> None:
    plain.goto(f"{url}en/r/viral/")
    expect(plain.locator("main")).to_contain_text("No longer applies. Nobody says so any more.")
    plain.get_by_role("link", name="Moderate").click()
    plain.wait_for_url(f"{url}latest/en/glossary/#moderating")


def test_a_missing_page_offers_the_nearest(page: Page, url: str) -> None:
    answer = page.goto(f"{url}1.0.0/en/policy/reply-in-tme/")
    assert answer
    assert answer.status == 404
    english = page.locator('section[data-language="en"]')
    expect(english.locator(".nearest")).to_have_text(
        "Did you mean: Do we have to answer questions?"
    )
    english.locator(".nearest a").click()
    page.wait_for_url(f"{url}latest/en/policy/replying/#reply-in-time")
    page.goto(f"{url}nothing/like/this/at/all")
    expect(page.locator(".nearest").first).to_be_hidden()
    page.get_by_role("link", name="Sök i handboken").click()
    page.wait_for_url(f"{url}latest/")


def test_the_releases_and_what_changed_between_two(plain: Page, url: str) -> None:
    plain.goto(f"{url}en/releases/")
    headings = plain.locator("h2").all_inner_texts()
    assert [text.split()[1] for text in headings] == ["2.1.0", "2.0.0", "1.0.1", "1.0.0"]
    plain.locator('a[href="1.0.1-2.0.0/"]').click()
    change = plain.locator("section.change", has_text="May I name a colleague?")
    expect(change.locator("del").first).to_have_text("Yes, if …")
    expect(change.locator("ins").first).to_have_text("Ask first")
    retired = plain.locator("section.change", has_text="Viral")
    expect(retired).to_contain_text("No longer applies")


def test_a_returning_reader_is_told_quietly(page: Page, url: str) -> None:
    page.goto(f"{url}1.0.1/en/")
    page.evaluate("localStorage.setItem('playbook.version', '1.0.1')")
    page.goto(f"{url}latest/en/")
    notice = page.locator(".pb-version-notice")
    expect(notice).to_contain_text("rules that concern you have changed since you were last here.")
    page.goto(f"{url}latest/en/keys/")
    expect(page.locator(".pb-version-list")).to_be_visible()
    expect(notice).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["releases/", "en/releases/1.0.1-2.0.0/", "404.html", "r/viral/"])
def test_no_page_beside_the_versions_is_wider_than_the_window(
    page: Page, url: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url + path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
