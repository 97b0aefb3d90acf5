"""The days of review as a calendar that any calendar program takes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.playbook import Playbook
from ..visible import visible
from ..words.catalogue import Words
from .figures import Health

MAX_OCTETS = 75
"""Octets of a line, by RFC 5545, its end not counted."""


def as_calendar(health: Health, playbook: Playbook, words: Words, stamp: dt.datetime) -> str:
    """An event for each day and owner with something to review, a reminder before it.

    The calendar is the same for the same data and ``stamp``, and an event keeps its name when the
    calendar is fetched again.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//playbook//reviews//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]  # fmt: skip
    groups: dict[tuple[dt.date, str | None], list[str]] = {}
    for review in health.reviews:
        groups.setdefault((review.review_by, review.owner), []).append(review.id)
    for (day, owner), ids in groups.items():
        lines += _event(day, owner, ids, playbook, words, stamp)
    return "".join(
        f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)
    )


def _event(
    day: dt.date, owner: str | None, ids: list[str], playbook: Playbook, words: Words,
    stamp: dt.datetime,
) -> Iterator[str]:  # fmt: skip
    titles = [title_of(playbook, id, words) for id in ids]
    summary = words.count("health.event", len(ids), owner=title_of(playbook, owner, words))
    yield "BEGIN:VEVENT"
    yield f"UID:{day:%Y%m%d}-{owner or 'nobody'}@playbook.invalid"
    yield f"DTSTAMP:{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(titles))}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(summary)}"
    yield f"TRIGGER:-P{playbook.settings.review.warn_days}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def title_of(playbook: Playbook, id: str | None, words: Words) -> str:
    """The title of an entry in the language of the words, or in the one there is."""
    if id is None or id not in playbook.entries:
        return id or words("health.nobody")
    title = playbook.entries[id].title
    return title.get(words.language) or next(iter(title.values()))


def _escaped(text: str) -> str:
    text = visible(text)
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; a letter is never cut."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MAX_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
