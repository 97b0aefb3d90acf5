"""Tests in a browser how readers reach the editors, under the policy of a published page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from browser.test_offline import visit
from browsing import collect_browser_errors
from playbook.project import DATA_FOLDER
from playbook.suggestions.read import read_suggestion
from site_helpers import Served, build, make_project, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "https://answers.example.org/handbook/answers"
SETTINGS = f"""\
feedback_address: {ADDRESS}
contribute:
  report: ["mailto:handbok@example.org?subject={{title}}"]
  suggest: ["mailto:handbok@example.org?subject={{title}}&body={{suggestion}}"]
"""
PAGE = "suggest-a-change/?entry=reply-in-time"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with an address for answers and a way to send suggestions by mail."""
    project = make_project(tmp_path_factory.mktemp("feedback"))
    settings = project / DATA_FOLDER / "playbook.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    build(project)
    return project / "site"


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Served]:
    with served(site, "/") as running:
        yield running


def write_suggestion(page: Page) -> str:
    """Change the verdict by keyboard, and give a reason. Returns the text of the suggestion."""
    page.get_by_role("radio", name="Nej, det behövs inte").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Varför bör det ändras?").fill("Vi hinner inte.")
    expect(page.locator("[data-meaning]")).to_contain_text("Mildare")
    return page.locator("[data-text]").input_value()


def test_a_suggestion_is_copied_saved_and_mailed_under_the_policy(
    browser: Browser, host: Served
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    errors = collect_browser_errors(context, host.url)
    page = context.new_page()
    page.goto(f"{host.url}{PAGE}")
    text = write_suggestion(page)
    assert read_suggestion(text.encode(), "page").fields["verdict"] == "no"

    page.get_by_role("button", name="Kopiera förslaget").press("Enter")
    expect(page.locator("[data-sent]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som fil").press("Enter")
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    link = page.locator("[data-ways] a").first.get_attribute("href") or ""
    assert link.startswith("mailto:handbok@example.org?subject=")
    assert errors == [], "nothing is sent, and the policy allows all that the page does"
    context.close()


WORDS = {
    "sv": ("Nej, det behövs inte", "Varför bör det ändras?", "Mildare", "Kopiera förslaget"),
    "en": ("No, you need not", "Why should it change?", "Looser", "Copy the suggestion"),
}
NAMED = re.compile(r"""^- (?:'?[a-z]+ "[^"]+"|text: \w)""")
"""How the snapshot of a control with a name begins; a heading to open has only its text."""
IS_CHOICE_OF = """(element, label) => element.type === "radio"
  && [...document.getElementsByName(element.name)].some(
    (choice) => choice.labels[0].textContent.includes(label))"""
MOST_TABS, MOST_CHOICES = 80, 8


@pytest.mark.parametrize("language", WORDS)
def test_a_suggestion_is_written_with_the_keyboard_alone_in_a_window_of_320_pixels(
    browser: Browser, host: Served, language: str
) -> None:
    verdict, reason, meaning, copy = WORDS[language]
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{host.url}{'' if language == 'sv' else f'{language}/'}{PAGE}")
    page.get_by_role("radio", name=verdict).first.wait_for()
    page.locator("main h1").evaluate("element => { element.tabIndex = -1; element.focus(); }")
    reached: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        if not here.count() or not here.evaluate("element => Boolean(element.closest('main'))"):
            break
        reached.append(here.aria_snapshot())
        if here.evaluate(IS_CHOICE_OF, verdict) and verdict not in reached[-1]:
            for _ in range(MOST_CHOICES):  # arrows choose within a group
                page.keyboard.press("ArrowDown")
                if verdict in page.locator(":focus").aria_snapshot():
                    break
        elif reason in reached[-1]:
            page.keyboard.type("Because we cannot.")
        elif copy in reached[-1]:
            page.keyboard.press("Enter")
            break
    assert copy in reached[-1], reached
    expect(page.locator("[data-meaning]")).to_contain_text(meaning)
    expect(page.locator("[data-sent]")).not_to_be_empty()
    suggestion = read_suggestion(page.evaluate("navigator.clipboard.readText()").encode(), "page")
    assert suggestion.fields["verdict"] == "no"
    assert [snapshot for snapshot in reached if not NAMED.search(snapshot)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_page_works_offline(browser: Browser, host: Served, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    visit(page, host.url, site)
    context.set_offline(True)
    page.goto(f"{host.url}{PAGE}")
    assert "suggestion: 1" in write_suggestion(page)
    context.close()


def test_without_scripts_the_page_says_how_else_to_suggest(browser: Browser, host: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.url}{PAGE}")
    expect(page.locator(".pb-draft-no-script")).to_be_visible()
    expect(page.locator("form[data-suggest]")).to_be_hidden()
    page.goto(f"{host.url}policy/posting/")
    assert page.locator("[data-helpful]:visible").count() == 0, "buttons that would do nothing"
    context.close()


def test_an_answer_is_sent_when_the_reader_presses_a_button(browser: Browser, host: Served) -> None:
    context = browser.new_context()
    requests: list[Request] = []
    answers = iter((False, True))

    def receive(route: Route) -> None:
        requests.append(route.request)
        route.fulfill(status=204) if next(answers) else route.abort()

    context.route(ADDRESS, receive)
    page = context.new_page()
    page.goto(f"{host.url}policy/posting/")
    question = page.locator("[data-helpful=reply-in-time]")
    expect(question).to_contain_text("Var svaret till hjälp?")
    assert requests == []
    button = question.locator("button[data-answer=yes]")
    button.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Det gick inte att skicka.")
    button.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Tack!")
    expect(button).to_be_hidden()
    sent = parse_qs(requests[-1].post_data or "")
    expected = {
        "type": ["answer"], "entry": ["reply-in-time"], "helpful": ["yes"], "version": ["1.0.0"],
        "language": ["sv"],
    }  # fmt: skip
    assert sent == expected, json.dumps(sent)
    headers = requests[-1].all_headers()
    assert {"cookie", "referer", "authorization"} & headers.keys() == set()
    assert context.cookies() == []
    context.close()


def test_a_search_that_found_nothing_is_sent_only_when_the_reader_says_so(
    browser: Browser, host: Served
) -> None:
    context = browser.new_context()
    bodies: list[str] = []

    def receive(route: Route) -> None:
        bodies.append(route.request.post_data or "")
        route.fulfill(status=204)

    context.route(ADDRESS, receive)
    page = context.new_page()
    page.goto(host.url)
    page.keyboard.press("/")
    page.keyboard.type("xyzzyqqw")
    button = page.get_by_role("button", name="Berätta för redaktörerna att svaret saknas")
    expect(button).to_be_visible()
    assert bodies == [], "typing sends nothing"
    button.press("Enter")
    expect(button).to_be_hidden()
    expected = {
        "type": ["search"], "query": ["xyzzyqqw"], "version": ["1.0.0"], "language": ["sv"],
    }  # fmt: skip
    assert [parse_qs(body) for body in bodies] == [expected]
    context.close()
