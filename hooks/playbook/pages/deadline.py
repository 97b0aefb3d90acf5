"""By when something is to be done. `deadline.js` says the same in the browser, and a table of
cases is run by both.
"""

from __future__ import annotations

import calendar as months
import datetime as dt

from ..model.settings import Duration
from .calendar import Calendar

_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_MINUTES = {"minutes": 1, "hours": 60, "working_hours": 60}


def deadline(start: dt.datetime, within: Duration, calendar: Calendar) -> dt.datetime | None:
    """The moment, in UTC, by which something that began at ``start`` is to be done.

    Minutes and hours run on; working hours run while the office is open. A working day ends when
    the office closes, and what comes after that, or on a free day, came the next working day.
    None where it falls beyond the days whose holidays are known.
    """
    start = start.astimezone(dt.UTC)
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
    return _moment(day, local.time(), calendar)


def _working_hours(
    start: dt.datetime, left: dt.timedelta, calendar: Calendar
) -> dt.datetime | None:
    day = start.astimezone(calendar.zone).date()
    while day <= calendar.last:
        if calendar.is_worked(day):
            begin = max(start, _moment(day, calendar.opens, calendar))
            open_for = _moment(day, calendar.closes, calendar) - begin
            if left <= open_for:
                return begin + left
            left -= max(open_for, dt.timedelta())
        day += dt.timedelta(days=1)
    return None


def _working_days(start: dt.datetime, count: int, calendar: Calendar) -> dt.datetime | None:
    day = start.astimezone(calendar.zone).date()
    if start >= _moment(day, calendar.closes, calendar) or not calendar.is_worked(day):
        count += 1
    while count and day < calendar.last:
        day += dt.timedelta(days=1)
        count -= calendar.is_worked(day)
    return None if count else _moment(day, calendar.closes, calendar)


def _months_later(day: dt.date, count: int) -> dt.date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _moment(day: dt.date, clock: dt.time, calendar: Calendar) -> dt.datetime:
    """A clock time in the organisation's zone as a moment in UTC.

    Of a time that the clocks show twice the first is meant; one that they skip comes as much
    later as they jump.
    """
    return dt.datetime.combine(day, clock, calendar.zone).replace(fold=0).astimezone(dt.UTC)
