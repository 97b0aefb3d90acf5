"""Tests the actions of readers: follow a flow, choose a role, tick steps, copy text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

RECORD_SCROLL_POSITIONS = """() => {
  window.frames = [];
  addEventListener("load", () => { window.atLoad = scrollY; });
  (function recordFrame() {
    window.frames.push(scrollY);
    requestAnimationFrame(recordFrame);
  })();
}"""
"""Records the scroll position when the page is loaded, and at each animation frame."""
COVERED_BY_LETTERS = """() =>
  document.querySelector(".pb-letters")?.getBoundingClientRect().height ?? 0"""
IS_AT_END = "scrollY + innerHeight >= document.documentElement.scrollHeight - 1"
LOOK = """(element) => {
  const { backgroundColor, color, borderColor } = getComputedStyle(element);
  return [backgroundColor, color, borderColor];
}"""
"""The colours of an element."""
PALETTE = "assets/playbook/palette.css"
RULE = "policy/identity/#say-you-work-here"


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


def _choose(page: Page, number: int) -> None:
    page.locator(".pb-flow-choices button").nth(number).click()


def test_a_flow_works_by_keyboard_and_with_the_back_button(page: Page, address: str) -> None:
    page.goto(address + "flows/can-i-post/")
    first = page.locator(".pb-flow-stage h2").inner_text()
    page.locator(".pb-flow-choices button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pb-flow-stage h2")).not_to_have_text(first)
    expect(page.locator(".pb-flow-stage h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".pb-flow-choices button").first).to_be_focused()
    page.go_back()
    expect(page.locator(".pb-flow-stage h2")).to_have_text(first)


def test_the_path_through_a_flow_is_in_the_url(page: Page, address: str) -> None:
    page.goto(address + "flows/can-i-post/")
    for number in (0, 0, 1):
        _choose(page, number)
    outcome = page.locator(".pb-flow-stage h2").inner_text()
    shared_url = page.url
    assert "#way=" in shared_url
    page.goto(address)
    page.goto(shared_url)
    expect(page.locator(".pb-flow-stage h2")).to_have_text(outcome)
    expect(page.locator(".pb-flow-way li")).to_have_count(3)


def test_an_outdated_path_is_followed_until_an_unknown_step(page: Page, address: str) -> None:
    page.goto(address + "flows/can-i-post/#way=account.0/gone.7")
    expect(page.locator(".pb-flow-way li")).to_have_count(1)


def test_an_outcome_shows_the_deadline_as_a_date_and_time(page: Page, address: str) -> None:
    page.goto(address + "flows/can-i-post/#way=account.0/about-work.0/inside.1")
    due = page.locator(".pb-flow-due strong")
    page.locator(".pb-flow-due input").fill("2026-12-23T10:00")
    expect(due).to_have_text(re.compile("28 december.*17:00"))
    page.locator(".pb-flow-due input").fill("2099-01-01T10:00")
    expect(due).to_have_text(re.compile("inte kända"))


def test_the_readers_choice_applies_to_every_page_and_says_what_it_hides(
    page: Page, address: str
) -> None:
    page.goto(address + "my-rules/")
    rules = page.locator(".pb-rule-line:visible")
    before = rules.count()
    page.locator("#reader-account").select_option("personal")
    hidden = page.locator(".pb-hidden-note")
    expect(hidden.first).to_be_visible()
    assert rules.count() < before
    stored = page.evaluate("JSON.parse(localStorage.getItem('playbook.reader'))")
    assert stored == {"role": "", "account": "personal", "country": ""}
    page.goto(address + "policy/")
    expect(page.locator(".pb-hidden-note").first).to_be_visible()
    expect(page.locator("[data-audience] strong")).to_have_text("personligt konto")
    page.locator(".pb-hidden-note button").first.click()
    expect(page.locator(".pb-hidden-note button").first).to_have_attribute("aria-expanded", "true")


def test_the_choice_is_shown_and_changed_on_every_page(page: Page, address: str) -> None:
    page.goto(address + "calculator/")  # a page without content that a choice can hide
    expect(page.locator("[data-audience]")).to_be_hidden()
    page.goto(address + "my-rules/")
    page.locator("#reader-role").select_option("moderator")
    expect(page.locator(".pb-role-pages .pb-is-own")).to_have_text("Moderator")
    page.goto(address)
    expect(page.locator(".pb-pills .pb-is-own")).to_have_text("Moderator")
    for path in ("", "calculator/", "legal/", "flows/can-i-post/", "en/tone/"):
        page.goto(address + path)
        expect(page.locator("[data-audience] strong")).to_have_text("Moderator")
    page.locator("[data-audience] summary").click()
    page.locator("#reader-role").select_option("")
    expect(page.locator("[data-audience] strong")).not_to_have_text("Moderator")


def test_the_target_of_a_link_is_never_hidden(page: Page, address: str) -> None:
    page.goto(address + "my-rules/")
    hidden = page.locator('.pb-rule-line[data-account="official"] a').first
    href = hidden.evaluate("link => link.href")
    page.locator("#reader-account").select_option("personal")
    page.goto(address)
    page.goto(href)
    expect(page.locator(".pb-hidden-note, .pb-entry").first).to_be_attached()
    expect(page.locator(f"[id='{href.split('#')[1]}']")).to_be_visible()


@pytest.mark.parametrize("path", [RULE, "glossary/#term-reach", "a-z/#letter-T"])
def test_a_deep_link_is_scrolled_to_from_the_first_frame(
    path: str, page: Page, address: str
) -> None:
    page.add_init_script(f"({RECORD_SCROLL_POSITIONS})()")
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => window.frames.length > 60")
    at_load, frames = page.evaluate("[window.atLoad, window.frames]")
    assert at_load > 0
    assert set(frames) <= {0, at_load}, "the page scrolls visibly to the target"
    top = page.locator(f"[id='{path.split('#')[1]}']").evaluate(
        "element => element.getBoundingClientRect().top"
    )
    covered = page.evaluate(COVERED_BY_LETTERS)
    is_at_end = page.evaluate(IS_AT_END)
    assert covered <= top < (page.evaluate("innerHeight / 2") if is_at_end else covered + 40)


def test_ticks_are_stored_in_the_browser(page: Page, address: str) -> None:
    page.goto(address + "checklists/crisis-first-hour/")
    page.locator(".pb-steps input").first.check()
    page.reload()
    expect(page.locator(".pb-steps input").first).to_be_checked()
    expect(page.locator("[data-ticks-state]")).to_contain_text("1 av ")
    page.locator("[data-ticks-clear]").click()
    expect(page.locator(".pb-steps input").first).not_to_be_checked()


def test_the_self_test_counts_duty_competence_and_temperament(page: Page, address: str) -> None:
    page.goto(address + "checklists/role-fit/")
    page.locator(".pb-steps input").first.check()
    state = page.locator("[data-ticks-state]")
    expect(state).to_contain_text("Tjänst: 1/")
    expect(state).to_contain_text("Kompetens: 0/")
    expect(state).to_contain_text("Läggning: 0/")


def test_a_reply_is_filled_in_and_copied(reader: BrowserContext, address: str) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    page.goto(address + "templates/")
    reply = page.locator("[data-reply]").first
    button = reply.locator("[data-copy-reply]")
    first = reply.locator("p").first
    unfilled = first.inner_text()
    assert unfilled.startswith("Hej [Namnet som personen använder i tråden].")
    name = reply.locator("input").first
    name.fill("Anna")
    assert first.inner_text().startswith("Hej Anna.")
    name.fill("")
    assert first.inner_text() == unfilled
    button.click()
    expect(name).to_be_focused()
    for field in reply.locator("input").all():
        field.fill("Anna")
    button.click()
    expect(button).to_have_text("Kopierat")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hej Anna.")
    assert "[" not in copied


def test_a_paragraph_of_a_reply_is_left_out_with_its_fields(
    reader: BrowserContext, address: str
) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    page.goto(address + "templates/")
    reply = page.locator("[data-reply]").first
    fields = reply.locator("input:visible")
    count = fields.count()
    leave_out = reply.locator(".pb-leave-out").nth(1)
    leave_out.click()
    assert fields.count() < count
    expect(leave_out).to_have_accessible_name("Ta med stycket")
    for field in fields.all():
        field.fill("Anna")
    reply.locator("[data-copy-reply]").click()
    expect(reply.locator("[data-copy-reply]")).to_have_text("Kopierat")
    paragraphs = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert len(paragraphs) == reply.locator("p.pb-is-left-out ~ p").count() + 1
    leave_out.click()
    assert fields.count() == count


def test_easy_texts_are_switched_on_once_for_all_pages(page: Page, address: str) -> None:
    page.goto(address + RULE)
    rule = page.locator("#say-you-work-here")
    switch, easy = rule.get_by_role("switch"), rule.locator(".pb-easy")
    expect(easy).to_be_hidden()
    top = switch.bounding_box()
    switch.click()
    expect(switch).to_be_checked()
    assert switch.bounding_box() == top
    assert easy.inner_text().split("\n")[1] == "Säg det kort."
    for whole in rule.locator(".pb-in-full").all():
        expect(whole).to_be_hidden()
    page.goto(address + "en/" + RULE)
    expect(easy).to_be_visible()
    expect(switch).to_be_checked()
    switch.click()
    expect(easy).to_be_hidden()
    expect(rule.locator(".pb-rule-statement")).to_be_visible()


def test_the_start_page_has_the_name_and_the_logo_of_the_organisation(
    page: Page, address: str
) -> None:
    page.goto(address)
    brand = page.locator(".pb-home-hero .pb-home-brand")
    expect(brand).to_have_text("Exempelbolaget")
    logo = brand.locator("img")
    assert logo.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    tasks = page.locator(".pb-home-tasks svg").all()
    for icon in tasks:  # the field of colour does not cover them
        assert icon.evaluate(
            """(icon) => {
              icon.scrollIntoView({ block: "center" });
              const { x, y } = icon.getBoundingClientRect();
              return document.elementFromPoint(x + 2, y + 2).closest("a") !== null;
            }"""
        )


def test_the_contents_show_whom_to_ask_about_the_rule_in_view(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "policy/participation/")
    shown = page.locator(".pb-toc-ask:visible")
    rules = page.locator(".pb-entry").all()
    asked = [rule.locator(".pb-ask a") for rule in rules]
    names = [links.first.inner_text() if links.count() else "" for links in asked]
    assert len(set(names)) > 1
    for rule, name in zip(rules, names, strict=True):
        rule.evaluate("(rule) => scrollTo(0, rule.getBoundingClientRect().top + scrollY - 100)")
        expect(shown).to_have_count(1 if name else 0)
        if name:
            expect(shown).to_contain_text(name)
    page.set_viewport_size({"width": 360, "height": 780})
    expect(shown).to_have_count(0)


def test_chapters_and_flows_have_a_print_button(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; };")
    page.set_viewport_size({"width": 1280, "height": 800})
    for path in (RULE, "flows/can-i-post/"):
        page.goto(address + path)
        page.locator("[data-print]").click()
        assert page.title() == "printed"


def test_a_rules_link_is_copied(reader: BrowserContext, address: str) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    page.goto(address + RULE)
    page.locator("#say-you-work-here [data-copy-link]").click()
    assert page.evaluate("navigator.clipboard.readText()") == address + RULE


def test_a_review_is_overdue_by_the_readers_date(page: Page, address: str) -> None:
    page.route(
        "**/policy/identity/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace(
                '<dl class="pb-fields">',
                '<dl class="pb-fields"><div data-review-by><dd>'
                '<time datetime="2020-01-01">2020-01-01</time></dd></div><div data-review-by>'
                '<dd><time datetime="2199-01-01">2199-01-01</time></dd></div>',
                1,
            ),
        ),
    )
    page.goto(address + "policy/identity/")
    expect(page.locator(".pb-overdue")).to_have_count(1)
    expect(page.locator(".pb-overdue")).to_have_text("granskningen är försenad")


def expect_same_look_with_pointer(page: Page, element: Locator) -> None:
    page.mouse.move(0, 0)
    before = element.evaluate(LOOK)
    element.hover(force=True)
    assert element.evaluate(LOOK) == before


def test_a_pointer_over_an_element_never_hides_its_state(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "quiz/")
    page.locator(".pb-quiz button").click()
    shown: set[str] = set()
    while len(shown) < 2:  # until one right and one wrong answer were chosen
        page.locator(".pb-quiz .pb-flow-choices button").last.click()
        expect(page.locator(".pb-quiz .pb-is-right")).to_have_count(1)
        for state in page.locator(".pb-quiz :is(.pb-is-right, .pb-is-wrong)").all():
            shown.add(str(state.get_attribute("class")))
            expect_same_look_with_pointer(page, state)
        page.locator(".pb-quiz [role=status] button").click()
    page.goto(address + "policy/identity/")
    expect_same_look_with_pointer(page, page.locator(".pb-menu nav [aria-current]"))


def test_the_quiz_runs_to_the_end_and_stores_the_best_score(page: Page, address: str) -> None:
    page.goto(address + "quiz/")
    page.locator(".pb-quiz button").click()
    for _ in range(10):
        page.locator(".pb-quiz .pb-flow-choices button").first.click()
        page.locator(".pb-quiz [role=status] button").click()
    expect(page.locator(".pb-quiz h2")).to_contain_text("av 10")
    assert page.evaluate("JSON.parse(localStorage.getItem('playbook.quiz'))")["of"] == 10


def test_the_calculator_shows_cost_and_net_value(page: Page, address: str) -> None:
    page.goto(address + "calculator/")
    numbers = {"people": 2, "hours": 3, "rate": 100, "other": 0, "results": 13, "worth": 100}
    for name, value in numbers.items():
        page.locator(f"#calc-{name}").fill(str(value))
    expect(page.locator("[data-out=cost]")).to_have_text(re.compile(r"^2\s600$"))
    expect(page.locator("[data-out=net]")).to_have_text(re.compile(r"^.1\s300$"))
    expect(page.locator("[data-out=each]")).to_have_text("200")


def test_the_crisis_page_is_small_and_one_tap_away(page: Page, address: str, site: Path) -> None:
    sizes: list[int] = []
    page.route("**/offline.json", lambda route: route.fulfill(json={"offline": False}))
    page.goto(address + "policy/")
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.locator(".pb-alarm").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_text("Något har hänt")
    assert 5_000 < sum(sizes) <= 60_000


def test_a_page_has_a_social_card_and_an_icon(page: Page, address: str, site: Path) -> None:
    html = (site / "policy" / "index.html").read_text(encoding="utf-8")
    card = (
        '<meta property="og:image" content="https://playbook.example.com/assets/playbook/card.png">'
    )
    assert card in html
    page.goto(address)
    size = """async (name) => {
      const image = new Image();
      image.src = new URL(`assets/playbook/${name}`, document.baseURI);
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }"""
    assert page.evaluate(size, "card.png") == [1200, 630]
    icon = (site / "assets" / "playbook" / "icon.svg").read_text(encoding="utf-8")
    brand = re.search("--pb-brand: (#[0-9a-f]{6})", (site / PALETTE).read_text(encoding="utf-8"))
    assert brand
    assert brand[1] in icon


def test_the_skip_link_leads_to_the_content_where_the_focus_is_visible(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(".pb-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_in_content, outline_style, outline_width = page.evaluate(
        """() => {
          const focused = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          return [Boolean(focused.closest("#pb-content")), outlineStyle, outlineWidth];
        }"""
    )
    assert is_in_content
    assert (outline_style, outline_width) == ("solid", "3px")
