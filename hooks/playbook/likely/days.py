"""Dates, months and times of day as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from babel import Locale

from ..languages.pack import REFERENCE

_DASHES = re.compile("[‐‑‒–—−/.]")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"[4-6]\d{4}")
_FIRST_DAY = dt.date(1899, 12, 30)
"""The day from which a spreadsheet counts: it gives a date as a number, such as 46063."""
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{1,2})/(\d{1,2})[ -](\d{4})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CLOCK_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_WORDS = re.compile(
    r"(?:\D{0,20}\s)?(?:(\d{1,2})\.?\s)?([^\W\d]{3,20})\.?,?\s(?:(\d{1,2}),?\s)?(\d{4})"
)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?|(\d{1,2})-(\d{4})")
_RANGE = re.compile("[-‐‑–—]")
WEEK_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The codes of the days of the week in the data."""
_TIME = re.compile(r"(?:kl\.?\s*|at\s+)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:h|Uhr)?", re.IGNORECASE)


def likely_date(text: str, locales: Iterable[Locale]) -> str | None:
    """The date in ISO format that a text can only mean, or None."""
    text = " ".join(_CLOCK_TIME.sub("", text.strip(" \u00a0'\"“”‘’")).split())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (part for part in match.groups() if part)
        return _iso(year, month, day)
    match = _YEAR_FIRST.fullmatch(_DASHES.sub("-", text)) or _COMPACT.fullmatch(text)
    if match:
        return _iso(*match.groups())
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + dt.timedelta(days=int(text))).isoformat()
    if match := _WORDS.fullmatch(text):
        before, word, after, year = match.groups()
        number = _month_number(word, locales)
        day = before or after
        return _iso(year, str(number), day) if number and day else None
    return None


def possible_dates(text: str) -> tuple[str, ...]:
    """The two dates that a text such as ``02/10/2026`` can mean; empty for other texts."""
    match = _SLASHES.fullmatch(text.strip())
    if match is None:
        return ()
    first, second, year = match.groups()
    dates = {_iso(year, first, second), _iso(year, second, first)}
    return tuple(sorted(date for date in dates if date))


def likely_month(text: str, locales: Iterable[Locale]) -> str | None:
    """The month as YYYY-MM that a text can only mean, or None."""
    text = " ".join(text.split())
    if match := _MONTH.fullmatch(_DASHES.sub("-", text)):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    elif (match := _WORDS.fullmatch(text)) and not match[1] and not match[3]:
        year, month = match[4], str(_month_number(match[2], locales))
    else:
        return None
    date = _iso(year, month, "1")
    return date[:7] if date else None


def likely_time(text: str) -> str | None:
    """The time of day as HH:MM that a text can only mean, or None."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def days_in_range(text: str, locales: Iterable[Locale]) -> list[str]:
    """The codes of the days from one day of the week to another; empty for any other text."""
    ends = [_week_day(name, locales) for name in _RANGE.split(text.strip())]
    first, last = ends if len(ends) == 2 else (None, None)
    if first is None or last is None or first >= last:
        return []
    return [*WEEK_DAYS[first : last + 1]]


def _week_day(name: str, locales: Iterable[Locale]) -> int | None:
    """The number of a day of the week, from 0 for Monday, by the beginning of its name, or None."""
    word = name.strip(" .").casefold()
    found = {
        number
        for locale in (*locales, Locale(REFERENCE))
        for number, day in locale.days["format"]["wide"].items()
        if len(word) >= 2 and day.casefold().startswith(word)
    }
    return found.pop() if len(found) == 1 else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month_number(word: str, locales: Iterable[Locale]) -> int | None:
    """The number of a month, from its name or its first letters in one of the languages."""
    found = {
        number
        for locale in locales
        for names in locale.months["format"].values()
        for number, name in names.items()
        if len(word) >= 3 and not name.isdigit() and name.casefold().startswith(word.casefold())
    }
    return found.pop() if len(found) == 1 else None
