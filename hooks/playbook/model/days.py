"""The days of an organisation: a day begins at midnight in its time zone, not in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from ..source.files import decode
from ..source.tree import read_tree


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """The day of a moment in a time zone; in UTC if the zone is not known."""
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (ValueError, OSError, KeyError):
        return moment.astimezone(dt.UTC).date()


def today_in(zone: str) -> dt.date:
    """The current day in a time zone."""
    return day_of(dt.datetime.now(dt.UTC), zone)


def zone_in(settings: bytes | None) -> str:
    """The time zone in the content of ``playbook.yml``; empty if it has none or is not readable."""
    text, _ = decode(settings or b"", "playbook.yml")
    tree, _ = read_tree("playbook.yml", text) if text else (None, [])
    return zone_of(tree.data.get("organisation") if tree else None)


def zone_of(organisation: Any) -> str:
    """The time zone in the plain data of an organisation, or an empty string."""
    zone = organisation.get("time_zone") if isinstance(organisation, Mapping) else None
    return zone if isinstance(zone, str) else ""
