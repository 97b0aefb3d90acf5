"""Checks the rendered pages of the small playbook, for each kind and language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.kinds import KINDS
from playbook.pages.handbook import Handbook
from playbook.pages.plan import PlannedPage, plan
from playbook.pages.render import render, render_all
from site_helpers import LANGUAGES, handbook_of
from support import replace

STANDALONE = ("home", "crisis", "reader", "permissions", "a-z", "quiz", "calculator")


def pages_of(handbook: Handbook, name: str) -> list[PlannedPage]:
    """The pages of a kind, or of a page type without a kind."""
    return [page for page in pages(handbook) if (page.kind or page.page_type) == name]


def pages(handbook: Handbook) -> list[PlannedPage]:
    """All pages except the page with the whole handbook, which is made from the other pages."""
    return [page for page in plan(handbook) if page.page_type != "whole"]


def html_of(handbook: Handbook, name: str, language: str) -> str:
    """The HTML of the pages of a kind, each after its path, without empty lines."""
    parts = []
    for page in pages_of(handbook, name):
        html = render(handbook, page, language).html
        lines = [line for line in html.splitlines() if line.strip()]
        parts.append("\n".join([f"<!-- {page.path or '/'} -->", *lines, ""]))
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*STANDALONE, *KINDS])
def test_the_pages_of_a_kind_are_as_expected(
    handbook: Handbook, name: str, language: str, expected: Path, accept: bool
) -> None:
    html = html_of(handbook, name, language)
    path = expected / f"{name}.{language}.html"
    if accept:
        expected.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8")
    assert html
    assert html == path.read_text(encoding="utf-8"), f"{path.name}; --accept rewrites it"


def test_a_rule_with_an_easy_text_has_a_switch_and_both_texts(small_project: Path) -> None:
    easy = '    easy: {sv: "Ja.", en: "Yes, for {reply_within}."}\n    ask: moderator'
    replace(small_project, "policy/posting.yml", "    ask: moderator", easy)
    html = html_of(handbook_of(small_project), "policy", "en")
    (rule,) = re.findall('<article[^>]* id="reply-in-time".*?</article>', html, re.DOTALL)
    assert html.count("data-easy-switch") == rule.count("data-easy-switch") == 1
    assert 'role="switch" aria-checked="false">Easy to read</button>' in rule
    assert (
        '<p class="pb-part">Easy to read</p><p>Yes, for 1\N{NO-BREAK SPACE}working day.</p>' in rule
    )
    assert re.search('pb-in-full"><p>Yes, within 1.working day.</p>', rule)


def test_an_exception_begins_with_its_answer(small_project: Path) -> None:
    exception = "[{answer: {all: Twice a day.}, text: {all: In a crisis.}}]"
    replace(
        small_project, "policy/posting.yml", "    status: draft\n", f"    exceptions: {exception}\n"
    )
    html = html_of(handbook_of(small_project), "policy", "en")
    assert '<div class="pb-exception-answer"><p>Twice a day.</p></div><p>In a crisis.</p>' in html


def test_an_outcome_has_the_time_limit_for_days_off(small_project: Path) -> None:
    replace(
        small_project, "playbook.yml", "act_within: {duration: {amount: 15, unit: minutes}}",
        "act_within:\n    duration:\n      {amount: 15, unit: minutes,"
        " on_days_off: {amount: 1, unit: working_days}}",
    )  # fmt: skip
    html = html_of(handbook_of(small_project), "flows", "en")
    assert 'data-unit="minutes" data-off-amount="1" data-off-unit="working_days"' in html
    assert "15\N{NO-BREAK SPACE}minutes (on days off: the next working day)" in html


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("after: 0, ", ["Pause. (official account)", "Read.", "Reply.", "Call the shop."]),
        ("after: 2, ", ["Read.", "Reply.", "Call the shop.", "Pause. (official account)"]),
        ("after: 99, ", ["Read.", "Reply.", "Call the shop.", "Pause. (official account)"]),
        ("", ["Read.", "Reply.", "Call the shop.", "Pause. (official account)"]),
    ],
)
def test_an_action_for_some_readers_comes_after_the_given_number_of_actions(
    small_project: Path, after: str, expected: list[str]
) -> None:
    replace(small_project, "incidents.yml", "after: 1, ", after)
    html = html_of(handbook_of(small_project), "incidents", "en")
    (actions,) = re.findall(r'<ol class="pb-points">(.*)</ol>', html)
    items = re.findall(r"<li>(.*?)</li>", actions)
    assert [re.sub("<[^>]*>", "", item) for item in items] == expected


def test_every_expected_page_belongs_to_a_kind(expected: Path) -> None:
    names = {path.name for path in expected.iterdir()}
    assert names == {
        f"{name}.{language}.html" for name in (*STANDALONE, *KINDS) for language in LANGUAGES
    }


OMITTED_CLASSES = (
    "pb-entry-actions",
    "pb-used-in",
    "pb-flow-picture",
    "pb-toc",
    "pb-applies",
    "pb-buttons",
)


def test_the_page_with_the_whole_handbook_omits_tables_of_contents_and_actions(
    handbook: Handbook,
) -> None:
    rendered = list(render_all(handbook, plan(handbook), None))
    (whole,) = (
        page.html
        for page in rendered
        if (page.planned_page.page_type, page.language) == ("whole", "sv")
    )
    others = "".join(page.html for page in rendered)
    for name in OMITTED_CLASSES:
        assert f'class="{name}"' in others, name
        assert f'class="{name}"' not in whole, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_lists_its_entries_and_contains_their_anchors(
    handbook: Handbook, language: str
) -> None:
    for page in pages(handbook):
        rendered = render(handbook, page, language)
        entries = [entry.id for entry in page.entries] if page.page_type != "index" else []
        old_ids = [id for entry in page.entries for id in entry.previous_ids] if entries else []
        assert rendered.anchors == {*entries, *old_ids}
        for id in rendered.anchors:
            assert rendered.html.count(f' id="{id}"') == 1
        assert [id for id, _ in rendered.toc] == (
            entries if page.page_type in ("chapter", "kind") else []
        )
        assert rendered.title
