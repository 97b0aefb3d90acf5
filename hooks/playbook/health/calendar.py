"""Writes review dates as an iCalendar file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..model.playbook import Playbook
from ..visible import escape_controls
from ..words.catalogue import Words
from .metrics import Health

if TYPE_CHECKING:
    from icalendar import Event


def as_calendar(health: Health, playbook: Playbook, words: Words, stamp: dt.datetime) -> str:
    """One event per day and owner, with a reminder.

    The result depends only on the data and ``stamp``. The UID of an event stays the same, so that
    calendar programs update it.
    """
    from icalendar import Calendar  # takes longer to import than `playbook --help` to run

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//playbook//reviews//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    groups: dict[tuple[dt.date, str | None], list[str]] = {}
    for review in health.reviews:
        groups.setdefault((review.review_by, review.owner), []).append(review.id)
    for (day, owner), ids in groups.items():
        calendar.add_component(_event(day, owner, ids, playbook, words, stamp))
    text: bytes = calendar.to_ical(sorted=False)
    return text.decode("utf-8")


def _event(
    day: dt.date, owner: str | None, ids: list[str], playbook: Playbook, words: Words,
    stamp: dt.datetime,
) -> Event:  # fmt: skip
    from icalendar import Alarm, Event

    titles = [title_of(playbook, id, words) for id in ids]
    owner_title = title_of(playbook, owner, words)
    summary = escape_controls(words.count("health.event", len(ids), owner=owner_title))
    event = Event()
    event.add("UID", f"{day:%Y%m%d}-{owner or 'nobody'}@playbook.invalid")
    event.add("DTSTAMP", stamp.astimezone(dt.UTC))
    event.add("DTSTART", day)
    event.add("DTEND", day + dt.timedelta(days=1))
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", "\n".join(map(escape_controls, titles)))
    event.add("TRANSP", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm.add("TRIGGER", -dt.timedelta(days=playbook.settings.review.warn_days))
    event.add_component(alarm)
    return event


def title_of(playbook: Playbook, id: str | None, words: Words) -> str:
    """The title of an entry in the given language, or in another if it is not translated."""
    if id is None or id not in playbook.entries:
        return id or words("health.nobody")
    title = playbook.entries[id].title
    return title.get(words.language) or next(iter(title.values()))
