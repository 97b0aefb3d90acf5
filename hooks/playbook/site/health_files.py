"""The calendar of reviews, beside the page on the handbook's health in each language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..health.calendar import as_calendar
from ..pages.handbook import Handbook
from .pages import root_of


def write_calendars(handbook: Handbook, folder: Path) -> None:
    """Write ``health/reviews.ics``. Its clock is the last review's day, so builds are alike."""
    playbook = handbook.playbook
    days = [entry.reviewed for entry in playbook.entries.values() if entry.reviewed]
    last = max(days, default=dt.date(2000, 1, 1))
    stamp = dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC)
    for language, words in handbook.words.items():
        path = folder / root_of(language, playbook.languages[0]) / "health" / "reviews.ics"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = as_calendar(handbook.health, playbook, words, stamp)
        path.write_bytes(text.encode())
