"""Writes the review calendar of each language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..health.calendar import as_calendar
from ..pages.handbook import Handbook
from .pages import language_root


def write_calendars(handbook: Handbook, folder: Path) -> None:
    """Write ``health/reviews.ics`` of each language, unless no review has a date.

    A calendar must have an event.

    The timestamp is the date of the last review, so that builds are reproducible.
    """
    playbook = handbook.playbook
    if not handbook.health.reviews:
        return
    days = [entry.reviewed for entry in playbook.entries.values() if entry.reviewed]
    last_review = max(days, default=dt.date(2000, 1, 1))
    stamp = dt.datetime(last_review.year, last_review.month, last_review.day, tzinfo=dt.UTC)
    for language, words in handbook.words.items():
        path = folder / language_root(language, playbook.languages[0]) / "health" / "reviews.ics"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = as_calendar(handbook.health, playbook, words, stamp)
        path.write_bytes(text.encode())
