"""Reads the times of an export: ISO 8601, or the order of days and months of the whole column.

A date such as 3/4/2026 is not guessed: only if another date of the same column, or AM and PM,
shows the order is it converted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Literal

Order = Literal["month first", "day first", "unknown"]
_TIME = re.compile(
    r"(?P<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
    r"(?:[T,\s]+(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?:\.\d+)?\s?(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"(?P<zone>\s?(?:Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?))?",
)


def order_in(texts: Iterable[str]) -> Order:
    """The order of day and month in the dates of a column."""
    orders: set[Order] = set()
    for match in filter(None, (_TIME.match(text.strip()) for text in texts)):
        first, second, _ = map(int, re.split(r"[-/.]", match["date"]))
        if first > 31:
            continue
        if match["half"] or second > 12:
            orders.add("month first")
        if first > 12 or "." in match["date"]:
            orders.add("day first")
    return orders.pop() if len(orders) == 1 else "unknown"


def iso_time(text: str, order: Order) -> str:
    """A time in ISO 8601 to the second; the text as it is if it is not a time or not certain."""
    text = " ".join(text.split())
    match = _TIME.fullmatch(text)
    if match is None and "," in text:
        return header_time(text)
    day = _day(match["date"], order) if match else None
    if match is None or day is None:
        return text
    try:
        date = dt.date(*day)
        clock = _clock(match["clock"] or "", match["half"] or "")
    except ValueError:
        return text
    if clock is None:
        return date.isoformat()
    zone = _zone(match["zone"] or "")
    return dt.datetime.combine(date, clock, zone).isoformat(timespec="seconds")


def header_time(text: str) -> str:
    """The time in the header of a message, in ISO 8601; the text as it is if it is not valid."""
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (TypeError, ValueError, IndexError):
        return text


def _day(text: str, order: Order) -> tuple[int, int, int] | None:
    first, second, third = map(int, re.split(r"[-/.]", text))
    if first > 31:
        return first, second, third
    year = third + 2000 if third < 100 else third
    if order == "unknown":
        return (year, first, second) if first == second else None
    return (year, first, second) if order == "month first" else (year, second, first)


def _clock(text: str, half: str) -> dt.time | None:
    """A time of day. Raises ValueError."""
    if not text:
        return None
    hour, minute, second = map(int, [*re.split(r"[:.]", text), "0"][:3])
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return dt.time(hour, minute, second)


def _zone(text: str) -> dt.timezone | None:
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if digits is None:
        return dt.UTC if text.strip() == "Z" else None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    if minutes >= 24 * 60:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes if digits[1] == "+" else -minutes))
