"""Tests the page "Check a post" in a browser, and compares its findings with the command's."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.tools import axe
from playbook.post.compile import compile_rules
from playbook.post.engine import Engine
from playbook.post.finding import PostContext
from playbook.project import read_project
from shared import shared
from site_helpers import EXAMPLE, build_example

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAFT = "MISSA INTE vår oslagbara 😀 pump!!! Vi kan ej svara.\nRing Lena på 070-174 06 32.\n#ny"


class SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the example handbook, served below a path prefix."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "handbook").symlink_to(shared(tmp_path_factory, "example", build_example) / "site")
    handler = functools.partial(SilentHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/handbook/"
        server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def open_page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    browser_errors: list[str] = []
    page.on("console", lambda message: browser_errors.append(message.text))
    page.on("pageerror", lambda error: browser_errors.append(str(error)))
    page.goto(url)
    page.wait_for_selector("[data-draft]:not([hidden])")
    assert browser_errors == []
    return page


def messages(page: Page) -> list[str]:
    return page.locator(".pb-finding-message").all_inner_texts()


def wait_for_findings(page: Page) -> None:
    page.wait_for_selector("[data-findings][aria-busy=false]", state="attached")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_reports_the_same_findings_as_the_command(
    context: BrowserContext, site: str, language: str
) -> None:
    playbook = read_project(EXAMPLE).playbook
    assert playbook
    page = open_page(context, site + ("en/" if language == "en" else "") + "check-a-post/")
    engine = Engine(compile_rules(playbook, language))
    for account, situation in (("official", "post"), ("personal", "reply"), ("official", "reply")):
        page.select_option("#draft-account", account)
        page.select_option("#draft-situation", situation)
        page.fill("#draft-text", DRAFT)
        wait_for_findings(page)
        findings = engine.check(DRAFT, PostContext(None, account, situation))
        assert sorted(messages(page)) == sorted(finding.message for finding in findings)
        assert findings, "the draft shows nothing"
        marked = "".join(page.locator("[data-marks] mark").all_inner_texts())
        assert "070-174 06 32" in marked


def test_findings_on_the_same_words_are_one_item(context: BrowserContext, site: str) -> None:
    page = open_page(context, site + "en/check-a-post/")
    page.fill("#draft-text", "We are #1! We are #one, DON'T MISS it")
    wait_for_findings(page)
    words = page.locator(".pb-finding-words").all_inner_texts()
    assert len(words) == len(set(words))
    assert len(messages(page)) > len(words)


def test_the_page_sends_no_requests_and_works_offline(context: BrowserContext, site: str) -> None:
    page = open_page(context, site + "check-a-post/")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.locator("input[type=search], [data-versions], .pb-search").count() == 0
    assert page.locator(".pb-search-link").evaluate("link => link.href") == site + "#pb-search"
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.set_offline(True)
    page.fill("#draft-text", DRAFT)
    page.select_option("#draft-channel", "linkedin")
    wait_for_findings(page)
    assert messages(page)
    page.locator("[data-status]", has_text="anmärk").wait_for(state="attached")  # the last status
    assert requests == []
    blocked = page.evaluate("fetch('./').then(() => 'sent', () => 'blocked')")
    assert blocked == "blocked"
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]


def test_a_draft_survives_a_reload_and_another_language_until_the_tab_closes(
    context: BrowserContext, site: str
) -> None:
    page = open_page(context, site + "check-a-post/")
    page.fill("#draft-text", DRAFT)
    page.select_option("#draft-situation", "reply")
    wait_for_findings(page)
    page.reload()
    wait_for_findings(page)
    assert page.input_value("#draft-text") == DRAFT
    page.locator(".pb-languages a[hreflang=en]:visible").click()
    page.wait_for_url(site + "en/check-a-post/")
    wait_for_findings(page)
    assert page.input_value("#draft-text") == DRAFT
    assert page.input_value("#draft-situation") == "reply"
    assert messages(page)
    other = open_page(context, site + "check-a-post/")
    assert other.input_value("#draft-text") == ""
    page.get_by_role("button", name="Clear").click()
    wait_for_findings(page)
    assert page.evaluate("sessionStorage.length") == 0


def test_the_theme_and_the_search_are_there(context: BrowserContext, site: str) -> None:
    page = open_page(context, site + "check-a-post/")
    page.locator("[data-theme-switch]:visible").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator(".pb-search-link").click()
    page.locator("input[type=search]:focus").wait_for()


def test_a_replacement_is_applied_with_one_click_and_can_be_undone(
    context: BrowserContext, site: str
) -> None:
    page = open_page(context, site + "check-a-post/")
    page.fill("#draft-text", "Hej 😀! Vi kan ej komma.")
    wait_for_findings(page)
    page.get_by_role("button", name="Ersätt med ”inte”").click()
    assert page.input_value("#draft-text") == "Hej 😀! Vi kan inte komma."
    page.keyboard.press("Control+z")
    assert page.input_value("#draft-text") == "Hej 😀! Vi kan ej komma."
    page.fill("#draft-text", "Ej nu!!! Ej sen.")
    wait_for_findings(page)
    page.get_by_role("button", name="Ersätt alla").click()
    dialog = page.get_by_role("dialog", name="Det här ändras")
    assert dialog.locator("li").all_inner_texts() == [
        "”Ej” blir ”Inte”.",
        "”!!!” blir ”!”.",
        "”Ej” blir ”Inte”.",
    ]
    dialog.get_by_role("button", name="Avbryt").click()
    assert page.input_value("#draft-text") == "Ej nu!!! Ej sen."
    page.get_by_role("button", name="Ersätt alla").click()
    dialog.get_by_role("button", name="Gör ändringarna").click()
    expect(page.locator("#draft-text")).to_have_value("Inte nu! Inte sen.")


def test_the_page_works_by_keyboard_and_announces_the_result(
    context: BrowserContext, site: str
) -> None:
    page = open_page(context, site + "check-a-post/")
    page.focus("#draft-text")
    page.keyboard.type("Vi kan 😀 ej komma.")
    page.locator("[data-status]", has_text="anmärk").wait_for(state="attached")
    assert page.locator("[role=status]").inner_text() == "2 anmärkningar."
    shown = page.get_by_role("button", name="Visa i texten").last
    shown.focus()
    page.keyboard.press("Enter")
    field = "document.querySelector('#draft-text')"
    assert page.evaluate(f"document.activeElement === {field}")
    words = page.evaluate(f"{field}.value.slice({field}.selectionStart, {field}.selectionEnd)")
    assert words in ("ej", "😀")
    for control in page.locator("select, textarea, input").all():
        assert control.evaluate("it => it.labels.length > 0")
    page.focus("#draft-text")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement !== {field}"), "the field keeps the focus"


def test_the_counters_depend_on_the_channel(context: BrowserContext, site: str) -> None:
    page = open_page(context, site + "check-a-post/")
    page.fill("#draft-text", "å😀\n" * 1100)
    wait_for_findings(page)
    counts = page.locator("[data-counts]").inner_text()
    assert "3\u00a0300 av 3\u00a0000, 300 för många" in counts
    page.select_option("#draft-channel", "instagram")
    wait_for_findings(page)
    counts = page.locator("[data-counts]").inner_text()
    assert "3\u00a0300 av 2\u00a0200, 1\u00a0100 för många" in counts
    assert "3\u00a0000" not in counts


def test_the_marks_are_updated_while_typing(context: BrowserContext, site: str) -> None:
    """Only changed lines are redrawn, and each mark stays below its word."""
    page = open_page(context, site + "check-a-post/")
    page.fill("#draft-text", "Vi kan ej komma.\n\nHej 😀 där.\nKlicka här\n")
    lines = "() => [...document.querySelector('[data-marks]').children].map((it) => it.innerText)"
    marked = "() => [...document.querySelectorAll('[data-marks] mark')].map((it) => it.innerText)"
    wait_for_findings(page)
    assert page.evaluate(marked) == ["ej", "😀", "Klicka här"]
    page.locator("#draft-text").press("Control+Home")
    page.keyboard.type("Nej\nEJ, ")
    page.locator("#draft-text").press("Control+End")
    page.keyboard.type("ej")
    for _ in range(3):
        page.keyboard.press("Backspace")
    wait_for_findings(page)
    text = page.input_value("#draft-text")
    assert text == "Nej\nEJ, Vi kan ej komma.\n\nHej 😀 där.\nKlicka här"
    assert [line.rstrip("\n") for line in page.evaluate(lines)] == text.split("\n")
    assert page.evaluate(marked) == ["EJ", "ej", "😀", "Klicka här"]
    field, marks = (
        page.locator(selector).bounding_box() for selector in ("#draft-text", "[data-marks]")
    )
    assert field == marks


def test_on_a_phone_a_link_below_the_draft_leads_to_the_findings(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = open_page(context, site + "en/check-a-post/")
    assert not page.locator("[data-jump]").is_visible()
    page.fill("#draft-text", "Click here.")
    wait_for_findings(page)
    page.get_by_role("link", name="1 finding.").click()
    assert page.url.endswith("#draft-findings-title")
    context.close()


def test_every_finding_links_to_its_rule(context: BrowserContext, site: str) -> None:
    page = open_page(context, site + "en/check-a-post/")
    page.fill(
        "#draft-text", "DON'T MISS OUR sale 🎉 now! Click here. #sale the password is abc123!"
    )
    wait_for_findings(page)
    links = page.locator(".pb-finding a").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) >= 5
    reader = context.new_page()
    for link in sorted(set(links)):
        assert link.startswith(site + "en/")
        reader.goto(link)
        assert reader.locator(f"#{link.split('#')[1]}").count() == 1
    assert page.locator(".pb-finding a").first.get_attribute("target") == "_blank"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_the_window_and_has_enough_contrast(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = open_page(context, site + "check-a-post/")
    page.fill("#draft-text", DRAFT + " Samhällsbyggnadsförvaltningsverksamhetsplaneringen" * 3)
    wait_for_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator(".pb-draft-page button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    paper = page.locator(".pb-draft-paper textarea").bounding_box()
    marks = page.locator("[data-marks]").bounding_box()
    assert paper
    assert paper == marks, "the marks do not lie under the words"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_findings_has_no_accessibility_violations(
    browser: Browser, site: str, scheme: str
) -> None:
    """Runs axe on a page with findings of every level."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = open_page(context, site + "en/check-a-post/")
    draft = "DON'T MISS IT! Click here. The password is abc123! We commence!!! #sale 😀 now"
    page.fill("#draft-text", draft)
    wait_for_findings(page)
    levels = ("error", "warning", "suggestion")
    assert all(page.locator(f".pb-finding.pb-is-{level}").count() for level in levels)
    page.add_script_tag(content=axe())
    violations = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    )
    assert [(violation["id"], violation["nodes"][0]["target"]) for violation in violations] == []
    context.close()


def test_without_javascript_the_page_shows_the_questions_for_people(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "check-a-post/")
    assert page.locator(".pb-draft-no-script").is_visible()
    assert not page.locator("[data-draft]").is_visible()
    assert page.locator(".pb-draft-people input[type=checkbox]").count() >= 14
    context.close()


def test_the_page_is_in_the_menu(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site)
    assert page.locator(".pb-menu a[href$='check-a-post/']").count() == 1


def test_the_page_contains_the_compiled_rules_of_the_data(site: str) -> None:
    import urllib.request

    with urllib.request.urlopen(f"{site}assets/playbook/post/rules.sv.js") as answer:
        module = answer.read().decode()
    playbook = read_project(EXAMPLE).playbook
    assert playbook
    for check in compile_rules(playbook, "sv")["checks"]:
        assert f'"name":"{check["name"]}"' in module
