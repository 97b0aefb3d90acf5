"""Published trees in a real browser, served by nginx below a sub-path."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import release_history
from factories import bare_repository, commit, git, tree_of
from nginx_server import BELOW, served
from playwright.sync_api import Browser, Locator, Page, expect
from test_reproducible import playbook

from browsing import wait_for_condition
from shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@dataclass(frozen=True)
class Published:
    """The tree and the remote to which the release history was published."""

    tree: Path
    remote: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Versions 1.0.0, 2.0.0, 2.1.0 and then 1.0.1, released and published as they were made."""
    work = shared(tmp_path_factory, "story", publish)
    tree = tmp_path_factory.mktemp("www") / BELOW  # a copy, because a test changes a file in it
    shutil.copytree(work / "www" / BELOW, tree)
    return Published(tree, work / "remote.git")


def publish(work: Path) -> None:
    """Release and publish the history in a folder."""
    repo, remote = release_history.first(work / "repo"), bare_repository(work / "remote.git")
    git(repo, "remote", "add", "origin", str(remote))
    release_and_publish(repo, work, "1.0.0", "2026-03-02T09:00:00Z")
    for version, at, edit in (
        ("2.0.0", "2026-05-04T09:00:00Z", release_history.binding),
        ("2.1.0", "2026-06-01T09:00:00Z", release_history.explained),
        ("1.0.1", "2026-06-15T09:00:00Z", release_history.emergency),
    ):
        if version == "1.0.1":
            git(repo, "checkout", "--quiet", "v1.0.0")
        edit(repo)
        commit(repo, "A change", at)
        release_and_publish(repo, work, version, at)


def release_and_publish(repo: Path, work: Path, version: str, at: str) -> None:
    """Release a version, and publish it to a folder and a branch with the commands of CI."""
    clock = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    any_tag = ("--any-tag",) if version == "1.0.1" else ()  # a correction is not merged
    for args in (
        ("release", version, "--today", at[:10]),
        ("publish", version, "--to", str(work / "www" / BELOW), *any_tag),
        ("publish", version, "--branch", "pages", *any_tag),
    ):
        done = playbook(repo, *args, **clock)
        assert done.code == 0, done.output


@pytest.fixture(scope="module")
def tree(published: Published) -> Path:
    return published.tree


@pytest.fixture(scope="module")
def url(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tree.parent, tmp_path_factory.mktemp("nginx") / "work") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert [line for line in errors if "404" not in line] == []


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_whole_tree_verifies_as_served(tree: Path, url: str) -> None:
    done = playbook(tree, "verify", url)
    assert (done.code, "4 versions" in done.output) == (0, True), done.output
    listed = json.loads((tree / "versions.json").read_text())
    assert [version["version"] for version in listed] == ["2.1.0", "2.0.0", "1.0.1", "1.0.0"]
    assert [version["aliases"] for version in listed] == [["latest"], [], [], []]


def test_the_branch_holds_the_same_tree(published: Published, tmp_path: Path) -> None:
    git(published.remote, "--work-tree", str(tmp_path), "checkout", "-f", "pages", "--", ".")
    assert tree_of(tmp_path) == tree_of(published.tree)


def test_the_releases_say_what_changed_for_whom(plain: Page, url: str) -> None:
    plain.goto(f"{url}en/releases/")
    second = plain.locator(".pb-releases > li").nth(1)
    expect(second).to_contain_text("What applies has changed.")
    expect(second).to_contain_text("Stricter: Name colleagues")
    expect(plain.locator(".pb-releases > li").nth(0)).to_contain_text("Explained or extended.")
    expect(plain.locator(".pb-releases > li").nth(2)).to_contain_text("Corrections.")


def test_the_root_leads_to_the_version_that_applies(plain: Page, url: str) -> None:
    plain.goto(url)
    plain.wait_for_url(f"{url}latest/")
    expect(plain.locator(".pb-version-now")).to_have_text("Version 2.1.0, 1 juni 2026")


def shown_text(element: Locator) -> str:
    """The text of an element as readers see and hear it, with what the style sheet adds."""
    text: str = element.evaluate(
        """element => {
          const added = (node) => getComputedStyle(node, "::before").content.slice(1, -1);
          const before = (node) => added(node) === "on" ? "" : added(node);  // "none"
          const shown = (node) => node.nodeType === Node.TEXT_NODE ? node.data
            : before(node) + [...node.childNodes].map(shown).join("");
          return shown(element).replace(/\\s+/g, " ").trim();
        }"""
    )
    return text


def test_a_page_that_did_not_change_is_one_file_in_two_versions(tree: Path) -> None:
    """Only the start page has the version in its own text."""
    pages = [path.relative_to(tree / "2.1.0") for path in (tree / "2.1.0").rglob("*.html")]
    unchanged = [page for page in pages if _is_same(tree / "2.0.0" / page, tree / "2.1.0" / page)]
    assert len(unchanged) > len(pages) / 2
    assert not any((tree / "2.1.0" / page).read_bytes().count(b"2.1.0") for page in unchanged)


def _is_same(first: Path, second: Path) -> bool:
    return first.is_file() and first.read_bytes() == second.read_bytes()


def test_with_javascript_a_page_has_its_version_as_text(page: Page, url: str) -> None:
    page.goto(f"{url}1.0.0/en/policy/posting/")
    expect(page.locator(".pb-version-now")).to_have_text("Version 1.0.0, 2 March 2026")
    expect(page.locator(".pb-version-now time")).to_have_attribute("datetime", "2026-03-02")
    expect(page.locator(".pb-footer p").first).to_have_text("Exempel AB · Version 1.0.0")
    assert shown_text(page.locator(".pb-version-now")) == "Version 1.0.0, 2 March 2026"


def test_an_old_page_knows_that_it_is_old_without_javascript(plain: Page, url: str) -> None:
    plain.goto(f"{url}1.0.0/en/policy/posting/")
    assert shown_text(plain.locator(".pb-version-now")) == "Version 1.0.0, 2 March 2026"
    assert shown_text(plain.locator(".pb-footer p").first) == "Exempel AB · Version 1.0.0"
    assert plain.locator('link[rel="canonical"]').get_attribute("href") == (
        f"https://playbook.verkstan.test/{BELOW}/latest/en/policy/posting/"
    )
    rule = plain.locator("#share-job-posts")
    rule.locator(".pb-more > summary").click()
    rule.get_by_text("In the current version").click()
    plain.wait_for_url(f"{url}latest/en/policy/posting/#share-posts")
    plain.goto(f"{url}1.0.0/en/policy/posting/")
    plain.get_by_role("link", name="This page in the current version").click()
    plain.wait_for_url(f"{url}latest/en/policy/posting/")


def test_a_banner_says_what_changed_since(page: Page, url: str) -> None:
    page.goto(f"{url}1.0.0/en/policy/posting/")
    notice = page.locator(".pb-version-notice")
    expect(notice).to_contain_text("This is an older version. Version 2.1.0, 1 June 2026, applies.")
    expect(page.locator("#name-colleagues .pb-entry-changed")).to_be_visible()
    expect(page.locator("#reply-in-time .pb-entry-changed")).to_have_count(0)
    page.goto(f"{url}1.0.0/keys/")
    expect(notice).to_contain_text("Inget på den här sidan har ändrats sedan dess.")
    page.goto(f"{url}latest/en/policy/posting/")
    expect(page.locator(".pb-version-list")).to_be_visible()
    expect(notice).to_be_hidden()


SELECTIONS = {
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
    # It leads to the page that has the only rule of the missing page.
    "a page that is missing": (
        "latest/en/policy/replying/", "1.0.0", "1.0.0/en/policy/posting/#reply-in-time",
    ),
    "home": ("1.0.0/en/", "2.0.0", "2.0.0/en/"),
}  # fmt: skip


@pytest.mark.parametrize(("start", "version", "destination"), SELECTIONS.values(), ids=SELECTIONS)
def test_the_selector_keeps_the_place(
    page: Page, url: str, start: str, version: str, destination: str
) -> None:
    page.goto(url + start)
    page.locator(".pb-version-list summary").click()
    page.locator(".pb-version-list li a", has_text=version).click()
    page.wait_for_url(url + destination)
    language_link = page.locator(".pb-languages a:visible").first
    other_language = language_link.get_attribute("hreflang")
    language = "en" if other_language == "sv" else "sv"
    assert page.locator("html").get_attribute("lang") == language
    language_link.click()
    page.wait_for_load_state()
    folder, *path = page.url.removeprefix(url).split("/")
    assert folder in (version, "latest")
    assert ("en" in path) == (other_language == "en")


FOLDERS = {"1.0.0": "1.0.0", "1.0.1": "1.0.1", "2.0.0": "2.0.0", "2.1.0": "latest"}
"""The folder to which the selector leads, by version."""


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("start", FOLDERS.values())
def test_the_selector_and_the_switch_lead_from_each_version_to_each(
    page: Page, url: str, start: str, language: str
) -> None:
    other = "" if language else "en/"
    for version, folder in FOLDERS.items():
        if folder == start:
            continue
        page.goto(f"{url}{start}/{language}flows/how-do-i-reply/")
        page.locator(".pb-version-list summary").click()
        page.locator(".pb-version-list li a", has_text=version).click()
        page.wait_for_url(f"{url}{folder}/{language}flows/how-do-i-reply/#how-do-i-reply")
        page.locator(".pb-languages a:visible").click()
        page.wait_for_url(f"{url}{folder}/{other}flows/how-do-i-reply/#how-do-i-reply")


def test_the_data_of_each_version_is_as_its_schema_says(tree: Path) -> None:
    for version in ("1.0.0", "latest"):
        files = [str(tree / version / name) for name in ("playbook.schema.json", "playbook.json")]
        args = [sys.executable, "-m", "check_jsonschema", "--schemafile", *files]
        done = subprocess.run(args, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
        data = json.loads((tree / version / "playbook.json").read_text(encoding="utf-8"))
        assert data["format"] == 1
        rule = next(entry for entry in data["entries"] if entry.get("pending"))
        assert rule["pending"]["from"] == "2026-09-01"
        guide = (tree / version / "llms.txt").read_text(encoding="utf-8")
        assert guide.startswith("# ")
        for address in re.findall(r"\]\(([^)#]+)", guide):
            assert (tree / version / address).exists(), address


def test_permanent_addresses_lead_to_the_current_place(plain: Page, url: str) -> None:
    for address, destination in {
        "r/reply-in-time/": "latest/policy/replying/#reply-in-time",
        "en/r/reply-in-time/": "latest/en/policy/replying/#reply-in-time",
        "r/share-job-posts/": "latest/policy/posting/#share-posts",
        "en/r/repost-from-work/": "latest/en/policy/posting/#share-posts",
        "r/posting/": "latest/policy/posting/",
    }.items():
        plain.goto(url + address)
        plain.wait_for_url(url + destination)


def test_a_permanent_address_has_a_preview_with_question_and_verdict(tree: Path) -> None:
    question_and_verdict = (
        "May I share posts from work? Yes, if you say that you work at Exempel AB."
    )
    for address, title, description in (
        ("share-posts", "Share our posts", question_and_verdict),
        ("share-job-posts", "Share our posts", question_and_verdict),
        ("viral", "Viral", "No longer applies. Nobody says so any more."),
        ("posting", "Writing posts", "What one may write, and what applies to whoever writes"
         " for Exempel AB."),
    ):  # fmt: skip
        assert _preview_of(tree / "en" / "r" / address) == (title, description)


def _preview_of(folder: Path) -> tuple[str, str]:
    """The title and the description that programs show for a link to a page."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    title, text = (
        re.search(f'<meta property="og:{name}" content="([^"]*)">', page)
        for name in ("title", "description")
    )
    assert title
    assert text
    return title[1], text[1]


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
    expect(english.locator(".pb-nearest")).to_have_text(
        "Did you mean: Do we have to answer questions?"
    )
    english.locator(".pb-nearest a").click()
    page.wait_for_url(f"{url}latest/en/policy/replying/#reply-in-time")
    page.goto(f"{url}nothing/like/this/at/all")
    expect(page.locator(".pb-nearest").first).to_be_hidden()
    page.get_by_role("link", name="Sök i handboken").click()
    page.wait_for_url(f"{url}latest/")


def test_the_list_of_releases_leads_to_what_changed_between_two(plain: Page, url: str) -> None:
    plain.goto(f"{url}en/releases/")
    headings = plain.locator("h2").all_inner_texts()
    assert [text.split()[1] for text in headings] == ["2.1.0", "2.0.0", "1.0.1", "1.0.0"]
    plain.locator('a[href="1.0.0-2.0.0/"]').click()
    change = plain.locator("section.pb-change", has_text="May I name a colleague?")
    expect(change.locator("del").first).to_have_text("Yes, if …")
    expect(change.locator("ins").first).to_have_text("Ask first")
    retired = plain.locator("section.pb-change", has_text="Viral")
    expect(retired).to_contain_text("Retired")


def test_the_badge_of_the_current_release_is_readable_in_print(plain: Page, url: str) -> None:
    """Browsers print no backgrounds, so that white text would be invisible."""
    plain.goto(f"{url}en/releases/")
    for theme in ("light", "dark"):
        plain.emulate_media(media="print", color_scheme=theme)
        style = plain.locator(".pb-current").evaluate(
            "one => { const own = getComputedStyle(one); const { color } ="
            " getComputedStyle(document.body);"
            " return [own.color === color, own.backgroundImage, own.borderTopStyle]; }"
        )
        assert style == [True, "none", "solid"], theme


def test_a_returning_reader_is_told_quietly(page: Page, url: str) -> None:
    page.goto(f"{url}1.0.1/en/")
    page.evaluate("localStorage.setItem('playbook.version', '1.0.1')")
    page.goto(f"{url}latest/en/")
    notice = page.locator(".pb-version-notice")
    expect(notice).to_contain_text("1 rule that concerns you has changed since you were last here.")
    page.goto(f"{url}latest/en/keys/")
    expect(page.locator(".pb-version-list")).to_be_visible()
    expect(notice).to_be_hidden()


def test_the_notice_counts_what_concerns_the_reader(page: Page, url: str) -> None:
    """Rules for personal accounts are not counted for readers with an official account."""
    before = json.dumps({"entries": {}})
    page.route("**/1.0.1/entries.json", lambda route: route.fulfill(body=before))
    expected = {}
    readers = ({"role": ""}, {"role": "moderator"}, {"account": "official"})
    for reader in readers:
        page.goto(f"{url}1.0.1/en/")
        page.evaluate(
            "reader => { localStorage.setItem('playbook.version', '1.0.1');"
            "localStorage.setItem('playbook.reader', JSON.stringify(reader)) }",
            reader,
        )
        page.goto(f"{url}latest/en/")
        notice = page.locator(".pb-version-notice")
        expect(notice).to_be_visible()
        expected[str(reader)] = int(notice.inner_text().split()[0])
    index = json.loads(page.request.get(f"{url}latest/entries.json").text())["entries"].values()
    rules = [entry for entry in index if entry["kind"] == "policy"]
    official = [rule for rule in rules if "official" in rule.get("account", ["official"])]
    assert 0 < len(official) < len(rules)
    moderators = [rule for rule in rules if "moderator" in rule.get("roles", ["moderator"])]
    assert list(expected.values()) == [len(rules), len(moderators), len(official)]


DAYS = {
    "before the first": ("2026-03-01", "1 March 2026", None),
    "the day of a release": ("2026-05-04", "4 May 2026", "2.0.0"),
    "the last day of a version": ("2026-05-31", "31 May 2026", "2.0.0"),
    "after the correction of an old one": ("2026-06-20", "20 June 2026", "2.1.0"),
}


@pytest.mark.parametrize(("day", "written", "version"), DAYS.values(), ids=DAYS)
def test_a_day_leads_to_the_version_that_applied(
    page: Page, url: str, day: str, written: str, version: str | None
) -> None:
    page.goto(f"{url}en/as-of/")
    page.get_by_label("Day").fill(day)
    if version is None:
        expect(page.locator(".pb-found")).to_have_text(
            f"No version had been released on {written}."
        )
        return
    expect(page.locator(".pb-found strong")).to_have_text(
        f"On {written} version {version} applied."
    )
    page.get_by_role("link", name=f"Open version {version} as it applied that day").click()
    page.wait_for_url(f"{url}{version}/en/?on={day}")
    expect(page.locator(".pb-version-day")).to_contain_text(f"as of {written}.")
    page.locator(".pb-home-chapters a").first.click()
    page.wait_for_url(f"{url}{version}/en/policy/posting/?on={day}")
    page.get_by_role("link", name="Show the current rules").click()
    page.wait_for_url(f"{url}latest/en/policy/posting/")


def first_answer(page: Page, id: str) -> tuple[str, str]:
    """The first date in a rule, and its verdict."""
    side = page.locator(f"#{id} .pb-turn > [data-side]").first
    return side.locator(".pb-turn-day").inner_text(), side.locator(".pb-verdict").inner_text()


def test_the_as_of_view_of_a_day_has_the_rules_of_that_day(page: Page, url: str) -> None:
    rule = "policy/posting/?on={}#share-posts"
    for day, expected, verdict in (
        ("2026-08-31", "Applies through 31 August 2026", "Yes, if …"),
        ("2026-09-01", "Has applied since 1 September 2026", "Yes"),
    ):
        page.goto(f"{url}en/as-of/?on={day}#share-job-posts")  # its former id
        line = page.locator(".pb-found li", has_text="Share our posts")
        changes = "Changed on" if verdict == "Yes" else "Changes on"
        expect(line).to_have_text(f"Share our posts: {changes} 1 September 2026")
        page.locator(".pb-found p a").click()
        page.wait_for_url(f"{url}2.1.0/en/{rule.format(day)}")
        assert first_answer(page, "share-posts") == (expected, verdict)


def test_a_rule_changes_at_midnight_in_the_readers_time_zone(page: Page, url: str) -> None:
    for now, expected, verdict in (
        ("2026-08-31T23:30:00", "Gäller till och med 31 augusti 2026", "Ja, om …"),
        ("2026-09-01T00:30:00", "Gäller sedan den 1 september 2026", "Ja"),
    ):
        page.clock.set_fixed_time(now)
        page.goto(f"{url}latest/policy/posting/")
        assert first_answer(page, "share-posts") == (expected, verdict)
        page.goto(f"{url}latest/policy/")
        line = page.locator(".pb-rule-line", has_text="Får jag dela jobbets inlägg?")
        expect(line.locator(".pb-verdict").first).to_have_text(verdict)
        page.locator(".pb-search input").fill("dela jobbets inlägg")
        result = page.locator(".pb-result", has_text="Dela våra inlägg")
        expect(result.locator(".pb-verdict").first).to_have_text(verdict)
        expect(result.locator(".pb-result-turn")).to_have_count(1 if "om" in verdict else 0)


def test_the_days_are_told_without_javascript(plain: Page, url: str) -> None:
    plain.goto(f"{url}latest/en/policy/posting/")
    days = plain.locator("#share-posts .pb-turn-day").all_inner_texts()
    assert days == ["Applies through 31 August 2026", "Applies from 1 September 2026"]
    plain.goto(f"{url}en/as-of/")
    rows = [row.split("\t") for row in plain.locator("tbody tr").all_inner_texts()]
    assert rows == [
        ["2.1.0", "1 June 2026", "current version"],
        ["2.0.0", "4 May 2026", "31 May 2026"],
        ["1.0.0", "2 March 2026", "3 May 2026"],
    ]
    plain.locator("tbody a", has_text="2.0.0").click()
    plain.wait_for_url(f"{url}2.0.0/en/")


def test_the_link_for_readers_proves_what_was_read(page: Page, plain: Page, url: str) -> None:
    text = page.request.get(f"{url}2.1.0/playbook.json").body()
    manifest = page.request.get(f"{url}2.1.0/manifest.json").json()
    proof = hashlib.sha256(text).hexdigest()
    assert manifest["files"]["playbook.json"] == proof
    wanted = f"https://forms.verkstan.test/read?version=2.1.0&proof={proof}&role=moderator"
    page.goto(f"{url}latest/en/")
    page.evaluate("localStorage.setItem('playbook.reader', JSON.stringify({role: 'moderator'}))")
    page.reload()
    start = page.get_by_role("link", name="Read and confirm version 2.1.0")
    expect(start).to_have_attribute("href", re.compile("roles/moderator/confirm/$"))
    start.click()
    page.wait_for_url(f"{url}latest/en/roles/moderator/confirm/")
    link = page.get_by_role("link", name="I have read version 2.1.0")
    expect(link).to_have_attribute("href", wanted)
    # Without JavaScript, the reader chooses the role.
    plain.goto(f"{url}latest/")
    plain.get_by_role("link", name="Läs och bekräfta version 2.1.0").click()
    plain.wait_for_url(f"{url}latest/roles/")
    plain.locator("#pb-content").get_by_role("link", name="Moderator", exact=True).click()
    plain.wait_for_url(f"{url}latest/roles/moderator/#moderator")
    plain.get_by_role("link", name="Läs och bekräfta version 2.1.0").click()
    plain.wait_for_url(f"{url}latest/roles/moderator/confirm/")
    link = plain.get_by_role("link", name="Jag har läst version 2.1.0")
    expect(link).to_have_attribute("href", wanted)


def test_on_a_phone_the_version_is_one_line_that_leads_to_all_versions(
    page: Page, url: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{url}latest/policy/posting/")
    expect(page.locator(".pb-version-list")).to_be_visible()
    box = page.locator(".pb-version").bounding_box()
    assert box
    assert box["height"] <= 40
    page.locator(".pb-version-list summary").click()
    page.locator(".pb-version-list li a").last.click()
    page.wait_for_url(f"{url}releases/")


def test_every_page_announces_the_feed(page: Page, url: str) -> None:
    for language in ("", "en/"):
        page.goto(f"{url}latest/{language}policy/posting/")
        feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
        assert feed
        assert page.request.get(f"{page.url.split('#')[0]}{feed}").ok


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path",
    ["as-of/?on=2026-06-20", "releases/", "en/releases/1.0.0-2.0.0/", "404.html", "r/viral/"],
)
def test_no_page_at_the_root_of_the_tree_is_wider_than_the_window(
    page: Page, url: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url + path)
    content_width = page.evaluate("document.documentElement.scrollWidth")
    assert content_width <= width


def test_only_the_current_version_is_stored_offline_until_offline_json_forbids_it(
    page: Page, url: str, tree: Path
) -> None:
    scopes = (
        "async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)"
    )
    page.goto(f"{url}1.0.0/", wait_until="networkidle")
    assert page.evaluate(scopes) == []
    page.goto(f"{url}latest/")
    wait_for_condition(page, f"async () => (await ({scopes})()).join() === '{url}latest/'")
    switch = tree / "offline.json"
    before = switch.read_bytes()
    switch.write_bytes(b'{"offline": false}')
    try:
        page.goto(f"{url}latest/")
        wait_for_condition(
            page, f"async () => !(await ({scopes})()).length && !(await caches.keys()).length"
        )
    finally:
        switch.write_bytes(before)
