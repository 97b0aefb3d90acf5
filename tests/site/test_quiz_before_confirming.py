"""The quiz of a role comes before the link with which it confirms a version, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browsing import collect_browser_errors
from playbook.project import DATA_FOLDER
from site_helpers import Served, build_in_process, make_project, served, without_offline

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CONFIRM = "en/roles/moderator/confirm/"
LINK = "[data-confirm-link]"
RIGHT_ANSWERS = """() => {
  const shown = document.querySelector("[data-quiz] h2").textContent;
  const items = [...document.querySelectorAll(".pb-quiz-item")];
  const box = document.querySelector("[data-quiz]");
  const asked = items.find((item) => item.querySelector("summary").textContent === shown);
  if (asked) {
    const { asks, verdict } = asked.dataset;
    return box.getAttribute(`data-${asks}-${verdict.replace("_", "-")}`);
  }
  const situation = document.querySelector(".pb-quiz-situation").textContent;
  const examples = items.flatMap((item) => [...item.querySelectorAll(".pb-quiz-cases li")]);
  const example = examples.find((each) => each.querySelector("span").textContent === situation);
  return box.getAttribute("fine" in example.dataset ? "data-fine" : "data-not-fine");
}"""
"""Returns the text of the right answer, from the list of all questions below the quiz."""


RULE = """
  - id: {id}
    title: {{sv: Fråga {id}, en: Question {id}}}
    question: {{sv: "Får jag {id}?", en: "May I {id}?"}}
    asks: may
    verdict: ask_first
    statement: {{sv: Fråga först., en: Ask first.}}
    why: {{sv: Det är deras namn., en: It is their name.}}
    examples:
      do: {{sv: ["Rätt {id}."], en: ["Right {id}."]}}
      dont: {{sv: ["Fel {id}."], en: ["Wrong {id}."]}}
    ask: moderator
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A released version of the small handbook, which asks for the quiz."""
    project = make_project(tmp_path_factory.mktemp("confirm"))
    settings = project / DATA_FOLDER / "playbook.yml"
    quiz = "acknowledge_quiz: {right: 2, of: 3}\n"
    settings.write_text(settings.read_text("utf-8") + quiz, "utf-8")
    rules = project / DATA_FOLDER / "policy" / "posting.yml"
    more = "".join(RULE.format(id=id) for id in ("name-colleagues", "film-visitors"))
    rules.write_text(rules.read_text("utf-8") + more, "utf-8")
    config = project / "mkdocs.yml"
    released = "extra: {playbook_release: 2026-03-02}\n"
    config.write_text(config.read_text("utf-8") + released, "utf-8")
    build_in_process(project)
    copy = without_offline(project / "site", tmp_path_factory.mktemp("confirm-online"))
    with served(copy) as served_site:
        yield served_site


def answering(body: str) -> Callable[[Route], None]:
    """A handler that answers a request for a file at the root of the published tree."""
    return lambda route: route.fulfill(body=body)


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    errors = collect_browser_errors(context, site.url.partition("handbok/")[0])
    for name, body in (("versions.json", "[]"), ("offline.json", '{"offline": false}')):
        context.route(f"**/handbok/{name}", answering(body))
    yield context.new_page()
    context.close()
    assert errors == []


def take_quiz(page: Page, *, right: bool) -> None:
    """Answer all questions of a round, and show the score."""
    page.get_by_role("button", name="Start", exact=True).click()
    while page.locator(".pb-quiz-number").count():
        answer = page.evaluate(RIGHT_ANSWERS)
        buttons = page.locator("[data-quiz] .pb-flow-choices button")
        texts = buttons.all_text_contents()
        buttons.nth(texts.index(answer) if right else texts.index(answer) - 1).click()
        number = page.locator(".pb-quiz-number").text_content()
        page.get_by_role("button", name="Next").click()
        page.wait_for_function(
            "before => document.querySelector('.pb-quiz-number')?.textContent !== before",
            arg=number,
        )


def test_the_link_appears_when_the_quiz_is_passed(page: Page, site: Served) -> None:
    page.goto(site.url + CONFIRM)
    expect(page.locator(LINK)).to_be_hidden()
    page.get_by_role("link", name="Go to the quiz").click()
    expect(page.locator("[data-quiz] p").first).to_have_text(
        "The quiz for Moderator. First pass the quiz for your role: at least 2 of 3 answers must "
        "be correct."
    )
    take_quiz(page, right=False)
    expect(page.locator("[data-quiz]")).to_contain_text("You need 2 of 3.")
    page.goto(site.url + CONFIRM)
    expect(page.locator(LINK)).to_be_hidden()

    page.goto(f"{site.url}en/quiz/?role=moderator")
    take_quiz(page, right=True)
    page.get_by_role("link", name="You have passed the quiz.").click()
    expect(page.locator(LINK)).to_be_visible()
    href = page.locator(LINK).get_attribute("href") or ""
    assert href.startswith("https://forms.example.com/read?version=1.0.0&proof=")
    assert href.endswith("&role=moderator")
    page.goto(f"{site.url}en/roles/policy-owner/confirm/")  # another role has its own quiz
    expect(page.locator(LINK)).to_be_hidden()


def test_the_start_page_leads_to_the_page_of_the_chosen_role(page: Page, site: Served) -> None:
    button = page.get_by_role("link", name="Read and confirm version 1.0.0")
    page.goto(site.url + "en/")
    assert page.evaluate("link => link.href", button.element_handle()).endswith("/en/roles/")
    page.evaluate("""localStorage.setItem("playbook.reader", '{"role": "moderator"}')""")
    page.reload()
    button.click()
    expect(page).to_have_url(site.url + CONFIRM)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("without", ["scripts", "storage"])
def test_the_link_is_there_where_no_quiz_can_be_passed(
    browser: Browser, site: Served, without: str
) -> None:
    context = browser.new_context(java_script_enabled=without != "scripts")
    if without == "storage":
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
        )
    page = context.new_page()
    page.goto(site.url + CONFIRM)
    expect(page.locator(LINK)).to_be_visible()
    if without == "scripts":
        assert "The quiz needs JavaScript." in page.content()
    context.close()
