"""The organisation's working calendar: hours, time zone and ten years of public holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from ..model.settings import Organisation

YEARS = 10
"""The number of years after the build year for which holidays are included."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Calendar:
    """The organisation's working hours and days.

    ``weekdays`` counts from Monday as 0; ``last_day`` is the last day with known holidays.
    """

    time_zone: str
    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    holidays: frozenset[dt.date]
    last_day: dt.date

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.time_zone)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the organisation works on a day."""
        return day.weekday() in self.weekdays and day not in self.holidays


def calendar_of(organisation: Organisation, year: int) -> Calendar:
    """The calendar of an organisation from ``year``, with the holidays of all its countries."""
    hours = organisation.office_hours
    days = {day for country in organisation.countries for day in _holidays(country, year)}
    return Calendar(
        time_zone=organisation.time_zone,
        weekdays=frozenset(_WEEKDAYS.index(day) for day in hours.days),
        opens=dt.time.fromisoformat(hours.opens),
        closes=dt.time.fromisoformat(hours.closes),
        holidays=frozenset(days),
        last_day=dt.date(year + YEARS, 12, 31),
    )


def as_json(calendar: Calendar) -> dict[str, Any]:
    """The calendar in the format that ``deadline.js`` reads."""
    return {
        "timeZone": calendar.time_zone,
        "weekdays": sorted(calendar.weekdays),
        "opens": calendar.opens.strftime("%H:%M"),
        "closes": calendar.closes.strftime("%H:%M"),
        "holidays": sorted(day.isoformat() for day in calendar.holidays),
        "last": calendar.last_day.isoformat(),
    }


def _holidays(country: str, year: int) -> list[dt.date]:
    """The public holidays of a country, and days such as Christmas Eve that are days off."""
    try:
        supported = holidays.country_holidays(country).supported_categories
    except NotImplementedError:  # a country that the library does not support
        return []
    categories = tuple({"public", "de_facto"} & set(supported))
    years = range(year, year + YEARS + 1)
    return list(holidays.country_holidays(country, years=years, categories=categories))
