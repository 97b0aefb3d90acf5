"""Checks deadlines in Python and in JavaScript with the same table of cases."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from npm import NODE
from playbook.model.values import ValueDuration
from playbook.pages.calendar import Calendar, as_json, calendar_of
from playbook.pages.deadline import deadline
from playbook.project import read_project
from playbook.site.context import THEME

TABLE = json.loads(Path(__file__).with_name("deadlines.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]
NODE_PROGRAM = """
import {{ deadline }} from "{module}";
import {{ readFileSync }} from "node:fs";
const {{ calendars, cases }} = JSON.parse(readFileSync("{table}", "utf-8"));
const due = cases.map(({{ start, within: [amount, unit], on_days_off: daysOff, calendar }}) =>
  deadline(new Date(start), {{
    amount, unit, onDaysOff: daysOff && {{ amount: daysOff[0], unit: daysOff[1] }},
  }}, calendars[calendar])?.toISOString() ?? null);
console.log(JSON.stringify(due));
"""


def _calendar(name: str) -> Calendar:
    data = TABLE["calendars"][name]
    return Calendar(
        data["timeZone"],
        frozenset(data["weekdays"]),
        dt.time.fromisoformat(data["opens"]),
        dt.time.fromisoformat(data["closes"]),
        frozenset(map(dt.date.fromisoformat, data["holidays"])),
        dt.date.fromisoformat(data["last"]),
    )


def _within(case: dict[str, Any]) -> dict[str, Any]:
    """The duration of a case, which may give a different duration for days off."""
    amount, unit = case["within"]
    on_days_off = None
    if "on_days_off" in case:
        on_days_off = dict(zip(("amount", "unit"), case["on_days_off"], strict=True))
    return {"amount": amount, "unit": unit, "on_days_off": on_days_off}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_python_calculates_the_expected_deadlines(case: dict[str, Any]) -> None:
    within = ValueDuration.model_validate(_within(case))
    due = deadline(dt.datetime.fromisoformat(case["start"]), within, _calendar(case["calendar"]))
    assert due == (case["due"] and dt.datetime.fromisoformat(case["due"]))


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_javascript_calculates_the_expected_deadlines_in_any_time_zone(
    zone: str, tmp_path: Path
) -> None:
    shutil.copy(THEME / "assets" / "playbook" / "deadline.js", tmp_path / "deadline.mjs")
    table = Path(__file__).with_name("deadlines.json").resolve().as_posix()
    program = tmp_path / "run.mjs"
    program.write_text(NODE_PROGRAM.format(module="./deadline.mjs", table=table), encoding="utf-8")
    result = subprocess.run(
        [str(NODE), str(program)], capture_output=True, text=True, check=True, env={"TZ": zone}
    )
    expected = [case["due"] and case["due"].replace("Z", ".000Z") for case in CASES]
    assert json.loads(result.stdout) == expected


def test_the_calendar_has_the_holidays_of_ten_years(small_project: Path) -> None:
    playbook = read_project(small_project).playbook
    assert playbook
    organisation = playbook.settings.organisation
    swedish = organisation.model_copy(update={"countries": ["SE"]})
    both = organisation.model_copy(update={"countries": ["SE", "NO"]})
    calendar = calendar_of(swedish, 2026)
    assert dt.date(2036, 12, 25) in calendar.holidays
    assert dt.date(2026, 6, 19) in calendar.holidays, "Midsummer's Eve is a day off"
    assert calendar.last_day == dt.date(2036, 12, 31)
    assert as_json(calendar)["last"] == "2036-12-31"
    assert dt.date(2026, 5, 17) in calendar_of(both, 2026).holidays - calendar.holidays
