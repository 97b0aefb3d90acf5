"""Checks that the health page shows whether reviews are due on the reader's date."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser

from site_helpers import Served


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "states"),
    [("2027-01-10", {"later"}), ("2027-01-20", {"soon"}), ("2027-03-01", {"overdue"})],
)
def test_the_state_of_a_review_depends_on_the_readers_date(
    handbook_site: Served, browser: Browser, now: str, states: set[str]
) -> None:
    page = browser.new_page(timezone_id="Europe/Stockholm")
    page.clock.set_fixed_time(f"{now}T12:00:00")
    page.goto(f"{handbook_site.url}en/health/")
    rows = page.locator("tr[data-standing]")
    rows.first.wait_for()
    assert set(rows.evaluate_all("rows => rows.map(row => row.dataset.standing)")) == states
    shown = set(page.locator(".pb-health-state").all_inner_texts())
    assert shown == ({""} if states == {"later"} else states)
    page.close()


@pytest.mark.slow
def test_the_page_is_not_in_the_menu_or_the_search(built: Path) -> None:
    for index in (built / "site").rglob("search/*.json"):
        assert "health/" not in index.read_text(encoding="utf-8")
    home = (built / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="health/"' not in home


def test_the_calendar_is_valid_icalendar(built: Path) -> None:
    for root in ("", "en/"):
        text = (built / "site" / root / "health" / "reviews.ics").read_bytes()
        assert icalendar.Calendar.from_ical(text).walk("VEVENT")
