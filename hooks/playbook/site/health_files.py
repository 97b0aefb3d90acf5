"""Makes the review calendar of each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..health.calendar import as_calendar
from ..pages.handbook import Handbook
from .pages import language_root


def calendar_files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """The path of ``health/reviews.ics`` of each language, and its text.

    There is none if no review has a date, as a calendar must have an event.

    The timestamp is the date of the last review, so that builds are reproducible.
    """
    playbook = handbook.playbook
    if not handbook.health.reviews:
        return
    days = [entry.reviewed for entry in playbook.entries.values() if entry.reviewed]
    last_review = max(days, default=dt.date(2000, 1, 1))
    stamp = dt.datetime(last_review.year, last_review.month, last_review.day, tzinfo=dt.UTC)
    for language, words in handbook.words.items():
        root = language_root(language, playbook.languages[0])
        yield f"{root}health/reviews.ics", as_calendar(handbook.health, playbook, words, stamp)
