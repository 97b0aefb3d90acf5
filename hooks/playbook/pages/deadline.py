"""Calculates deadlines.

``deadline.js`` does the same in the browser; both are tested with the same table of cases.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from ..model.values import Duration, ValueDuration
from .calendar import Calendar

_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_MINUTES = {"minutes": 1, "hours": 60}


def deadline(start: dt.datetime, within: ValueDuration, calendar: Calendar) -> dt.datetime | None:
    """The deadline, in UTC, of something due ``within`` a duration from ``start``.

    Minutes and hours always pass; working hours only pass while the office is open. A working day
    ends at closing time; a start after closing time or on a day off counts as the next working day.
    A different duration may apply to a start on a day off; if it is in working days, the next
    working day is day 1. None if the deadline is after the last day of the calendar.
    """
    start = start.astimezone(dt.UTC)
    days_off = within.on_days_off
    if days_off is None or calendar.is_working_day(start.astimezone(calendar.zone).date()):
        return _deadline(start, within, calendar)
    if days_off.unit == "working_days":
        return _working_days(start, days_off.amount - 1, calendar)
    return _deadline(start, days_off, calendar)


def _deadline(start: dt.datetime, within: Duration, calendar: Calendar) -> dt.datetime | None:
    if within.unit == "working_hours":
        return _working_hours(start, dt.timedelta(hours=within.amount), calendar)
    if within.unit == "working_days":
        return _working_days(start, within.amount, calendar)
    if within.unit in _MINUTES:
        return start + dt.timedelta(minutes=within.amount * _MINUTES[within.unit])
    local = start.astimezone(calendar.zone)
    if within.unit in _DAYS:
        day = local.date() + dt.timedelta(days=within.amount * _DAYS[within.unit])
    else:
        day = _months_later(local.date(), within.amount * _MONTHS[within.unit])
    return _utc_time(day, local.time(), calendar)


def _working_hours(
    start: dt.datetime, remaining: dt.timedelta, calendar: Calendar
) -> dt.datetime | None:
    day = start.astimezone(calendar.zone).date()
    while day <= calendar.last_day:
        if calendar.is_working_day(day):
            begin = max(start, _utc_time(day, calendar.opens, calendar))
            available = _utc_time(day, calendar.closes, calendar) - begin
            if remaining <= available:
                return begin + remaining
            remaining -= max(available, dt.timedelta())
        day += dt.timedelta(days=1)
    return None


def _working_days(start: dt.datetime, count: int, calendar: Calendar) -> dt.datetime | None:
    day = start.astimezone(calendar.zone).date()
    if start >= _utc_time(day, calendar.closes, calendar) or not calendar.is_working_day(day):
        count += 1
    while count and day < calendar.last_day:
        day += dt.timedelta(days=1)
        if calendar.is_working_day(day):
            count -= 1
    return None if count else _utc_time(day, calendar.closes, calendar)


def _months_later(day: dt.date, count: int) -> dt.date:
    """The same day of the month some months later, or the last day of a shorter month."""
    year, months_before = divmod(day.year * 12 + day.month - 1 + count, 12)
    month = months_before + 1
    _, last_day = monthrange(year, month)
    return dt.date(year, month, min(day.day, last_day))


def _utc_time(day: dt.date, clock: dt.time, calendar: Calendar) -> dt.datetime:
    """A clock time in the organisation's time zone, converted to UTC.

    An ambiguous time means its first occurrence; a skipped time is moved forward by the jump.
    """
    return dt.datetime.combine(day, clock, calendar.zone).replace(fold=0).astimezone(dt.UTC)
