"""Version numbers: which are valid, their order, and the class of change that they express."""

from __future__ import annotations

import pytest

from playbook.release.codes import RefusedError
from playbook.release.version_numbers import bump_class, is_number, latest, parse_version


@pytest.mark.parametrize("text", ["0.1.0", "1.0.0", "12.3.45", "2026.3", "2026.03.1", "2026.11.23"])
def test_a_valid_version_number_is_read(text: str) -> None:
    assert parse_version(text).text == text


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-rc.1", "../1.0.0", "2026", "1.0.x"],
)
def test_an_invalid_version_number_is_refused(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(RefusedError, match=r"error PB801: '.*' is not a valid version number"):
        parse_version(text)


def test_latest_is_the_highest_version_in_any_order() -> None:
    assert latest(["1.9.0", "1.10.0", "1.2.0"]) == "1.10.0"
    assert latest(["2026.10", "2026.9.5"]) == "2026.10"
    assert latest(["9.0.0", "2026.1"]) == "2026.1"


@pytest.mark.parametrize(
    ("before", "after", "release_class"),
    [
        ("1.2.3", "2.0.0", "major"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "1.2.4", "patch"),
        ("1.2.3", "1.4.0", None),
        ("1.2.3", "2.0.1", None),
        ("1.2.3", "1.2.3", None),
    ],
)
def test_number_implies_a_release_class(before: str, after: str, release_class: str | None) -> None:
    assert bump_class(parse_version(before), parse_version(after)) == release_class


@pytest.mark.parametrize(
    ("number", "is_calendar"),
    [("1900.1.0", True), ("1899.1.0", False), ("1.0.0", False), ("2026.3", True)],
)
def test_number_that_starts_with_a_year_is_a_calendar_version(
    number: str, is_calendar: bool
) -> None:
    assert parse_version(number).is_calendar is is_calendar
