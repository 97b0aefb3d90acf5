"""Tests ``playbook health``: reviews by owner, translations, links, and a valid calendar."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.health.metrics import health, review_state
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, replace

EXPECTED = Path(__file__).parent / "expected"
SOON_DAYS = 30
"""The number of days before its date from which a review is "soon"."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["health", *map(str, arguments)])


@pytest.mark.parametrize(
    ("output_format", "extension"), [("text", "txt"), ("json", "json"), ("ical", "ics")]
)
def test_each_output_format_matches_its_expected_file(
    output_format: str, extension: str, accept: bool
) -> None:
    result = run(SMALL, "--format", output_format, "--today", "2027-02-20", "--language", "en")
    assert result.exit_code == 0, result.output
    output = result.stdout.replace("\r\n", "\n")
    if output_format == "ical":  # the stamp is the current time
        output = "\n".join(line for line in output.split("\n") if not line.startswith("DTSTAMP"))
    path = EXPECTED / f"health.{extension}"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(output, encoding="utf-8")
    assert output == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2027-01-10", "later"),
        ("2027-01-11", "soon"),
        ("2027-02-10", "soon"),
        ("2027-02-11", "overdue"),
    ],
)
def test_a_review_changes_state_on_the_right_day(today: str, state: str) -> None:
    playbook = read_project(SMALL).playbook
    assert playbook
    review = health(playbook).reviews[0]
    assert review_state(review, dt.date.fromisoformat(today), SOON_DAYS) == state


def test_the_calendar_can_be_parsed() -> None:
    text = run(SMALL, "--format", "ical", "--language", "sv").stdout_bytes
    calendar: Any = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    assert {event["DTSTART"].dt for event in events} == {dt.date(2027, 2, 10)}
    assert {str(event["UID"]) for event in events} == {
        "20270210-policy-owner@playbook.invalid",
        "20270210-moderator@playbook.invalid",
    }
    descriptions = {str(event["SUMMARY"]): str(event["DESCRIPTION"]) for event in events}
    titles_to_review = descriptions["Granska 3 poster i handboken (Moderator)"]
    assert titles_to_review.split("\n") == ["Hur svarar jag?", "Tack", "Vid hot"]
    assert not [error for event in events for error in event.errors]


def test_without_review_dates_there_is_no_calendar(small_project: Path) -> None:
    """A calendar must have an event."""
    for path in (small_project / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^ +(reviewed|review_by): [\d-]+\n", "", text)
        path.write_text(re.sub(r", (reviewed|review_by): [\d-]+", "", text), encoding="utf-8")
    done = run(small_project, "--format", "ical")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no entry has a review date" in done.stderr


def test_calendar_lines_are_folded_and_end_as_the_standard_requires() -> None:
    text = run(SMALL, "--format", "ical").stdout_bytes
    assert text.count(b"\n") == text.count(b"\r\n")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert "Marknadsföringslagen" in text.decode().replace("\r\n ", "")


def test_special_characters_are_escaped_in_the_calendar(small_project: Path) -> None:
    replace(
        small_project, "contacts.yml", "{sv: Juristen,", r'{sv: "Jurist; avtal, \"rätt\" \\ lag",'
    )
    text = run(small_project, "--format", "ical").stdout_bytes
    calendar: Any = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert any('Jurist; avtal, "rätt" \\ lag' in str(event["DESCRIPTION"]) for event in events)


def test_json_output_can_be_parsed() -> None:
    document = json.loads(run(SMALL, "--format", "json", "--today", "2027-02-20").stdout)
    assert {review["standing"] for review in document["reviews"]} == {"overdue"}
    translated, total = document["coverage"]["sv"]
    assert translated == total


def test_a_missing_text_lowers_the_coverage(small_project: Path) -> None:
    replace(
        small_project,
        "playbook.yml",
        "languages: [sv, en]",
        "languages: [sv, en]\nmissing_text: notice",
    )
    replace(small_project, "contacts.yml", "{sv: Juristen, en: The lawyer}", "{sv: Juristen}")
    playbook = read_project(small_project).playbook
    assert playbook
    swedish, english = health(playbook).coverage
    assert swedish.translated == swedish.total == english.total
    assert english.translated == english.total - 1


def test_an_unknown_language_exits_with_2() -> None:
    assert run(SMALL, "--language", "fi").exit_code == 2


def test_entries_with_the_same_number_of_links_are_sorted_by_id() -> None:
    playbook = read_project(SMALL).playbook
    assert playbook
    most_linked = health(playbook).most_linked
    assert len({count for _, count in most_linked}) < len(most_linked), "the project has no tie"
    assert list(most_linked) == sorted(most_linked, key=lambda link: (-link[1], link[0]))
