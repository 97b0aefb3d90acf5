"""What depends on the day in the browser: exceptions with dates, and durations on days off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import collect_browser_errors
from site_helpers import Served, build_in_process, make_project, served
from support import replace

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULE = "en/policy/posting/"
ONCE = "The moderator does not share on duty."
RECURRING = "When a post addresses people in the US"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small playbook, with one exception from April to September and one each Christmas."""
    project: Path = make_project(tmp_path_factory.mktemp("exceptions"))
    basis = "        basis: [ftc-endorsements]\n"
    christmas = "        from: 2026-12-20\n        to: 2027-01-06\n        every_years: 1\n"
    replace(project, "policy/posting.yml", basis, basis + christmas)
    replace(project, "policy/posting.yml", "when: {countries: [US]}", "when: {countries: [SE]}")
    reply = "reply_within: {duration: {amount: 1, unit: working_days}}"
    by_day = "{amount: 2, unit: hours, on_days_off: {amount: 1, unit: working_days}}"
    replace(project, "playbook.yml", reply, f"reply_within:\n    duration: {by_day}")
    build_in_process(project)
    with served(project / "site") as served_site:
        yield served_site


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    context = browser.new_context()
    browser_errors = collect_browser_errors(context, site.url)
    yield context.new_page()
    context.close()
    assert browser_errors == []


@pytest.mark.parametrize(
    ("text", "day", "days", "applies"),
    [
        (ONCE, "2026-03-31", "Applies from 1 April 2026", False),
        (ONCE, "2026-04-01", "Applies now, through 30 September 2026", True),
        (ONCE, "2026-10-01", "Applied through 30 September 2026", False),
        (RECURRING, "2026-12-01", "Applies from 20 December 2026, every year", False),
        (RECURRING, "2027-01-06", "Applies now, through 6 January 2027, every year", True),
        (RECURRING, "2027-01-07", "Applies from 20 December 2027, every year", False),
        (RECURRING, "2030-12-24", "Applies now, through 6 January 2031, every year", True),
    ],
)
def test_an_exception_says_whether_it_applies_on_the_day(
    page: Page, site: Served, text: str, day: str, days: str, applies: bool
) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(site.url + RULE)
    expect_days(page, text, days, applies)
    page.clock.set_fixed_time("2024-01-01T12:00:00")
    page.goto(f"{site.url}{RULE}?on={day}")
    expect_days(page, text, days, applies)


@pytest.mark.parametrize(
    ("start", "due", "hours"),
    [("2026-11-27T10:00", "Friday 27 November at 12:00", ""),
     ("2026-11-28T10:00", "Monday 30 November at 17:00",
      "Only time between 08:00 and 17:00 on working days counts.")],
)  # fmt: skip
def test_a_deadline_depends_on_whether_the_day_is_worked(
    browser: Browser, site: Served, start: str, due: str, hours: str
) -> None:
    window = browser.new_context(timezone_id="Europe/Stockholm")
    page = window.new_page()
    page.goto(f"{site.url}en/flows/how-do-i-reply/")
    for answer in ("No", "Yes"):
        page.get_by_role("button", name=answer, exact=True).click()
    page.locator(".pb-flow-due input").fill(start)
    expect(page.locator(".pb-flow-due strong")).to_contain_text(due)
    expect(page.locator(".pb-flow-hours")).to_have_text(hours)
    window.close()


def expect_days(page: Page, text: str, days: str, applies: bool) -> None:
    exception = page.locator(".pb-exception", has_text=text)
    expect(exception.locator(".pb-exception-days")).to_have_text(days)
    assert (exception.get_attribute("data-inactive") is None) == applies
