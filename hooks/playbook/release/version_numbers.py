"""Version numbers: semantic (2.1.0) or calendar (2026.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import get_args

from ..changes.record import ReleaseClass
from ..changes.releases import is_number as is_number
from ..problems import Phrase
from .codes import (
    NO_FREE_NUMBER,
    NOT_A_VERSION,
    NOT_HIGHER,
    WRONG_RELEASE_CLASS,
    refusal,
)


@dataclass(frozen=True, order=True)
class VersionNumber:
    """A version number; it sorts as a number, so 1.10.0 comes after 1.9.0."""

    parts: tuple[int, ...]
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def is_calendar(self) -> bool:
        """Whether the number is a calendar version, which begins with a year."""
        return self.parts[0] >= 1900

    @property
    def tag(self) -> str:
        """The name of the tag of this version in git."""
        return f"v{self.text}"


def parse_version(text: str) -> VersionNumber:
    """Parse a version number. Raises RefusedError."""
    if not is_number(text):
        raise refusal(NOT_A_VERSION, "playbook.yml", version=text)
    return VersionNumber(tuple(map(int, text.split("."))), text)


def latest(numbers: Iterable[str]) -> str:
    """The highest of some version numbers, even if an older version was corrected later."""
    return max(map(parse_version, numbers)).text


def bump_class(before: VersionNumber, after: VersionNumber) -> ReleaseClass | None:
    """The release class that the step from one semantic version to another implies.

    None if a number is skipped.
    """
    for name in get_args(ReleaseClass):
        if after.parts == next_number(before, name).parts:
            release_class: ReleaseClass = name
            return release_class
    return None


def next_number(before: VersionNumber, change: ReleaseClass) -> VersionNumber:
    """The semantic version that follows ``before`` for a release class."""
    major, minor, patch = before.parts
    parts = {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, patch + 1),
    }[change]
    return VersionNumber(parts, ".".join(map(str, parts)))


def free_number(
    before: VersionNumber, change: ReleaseClass, taken: Collection[str]
) -> VersionNumber | None:
    """The semantic version that follows ``before`` for a release class, or for a lower one.

    A correction of an old version cannot have the number that a newer version has: a binding
    correction of 2.0.0 is 2.1.0 if 3.0.0 exists, and 2.0.1 if 2.1.0 exists too. Its change record
    still says that it is binding. None if all are taken.
    """
    classes = get_args(ReleaseClass)
    numbers = (next_number(before, name) for name in classes[classes.index(change) :])
    return next((number for number in numbers if number.text not in taken), None)


def refuse_number(
    wanted: VersionNumber, last: VersionNumber, release_class: ReleaseClass, where: str,
    taken: Collection[str] = (),
) -> None:  # fmt: skip
    """Check that a number is higher than the last one and matches the release class.

    ``taken`` are the numbers of other releases. Raises RefusedError.
    """
    if wanted <= last:
        raise refusal(NOT_HIGHER, where, version=wanted, last=last)
    if wanted.is_calendar or last.is_calendar:
        return
    expected = free_number(last, release_class, set(taken) - {wanted.text})
    if expected is None:
        raise refusal(
            NO_FREE_NUMBER, where, last=last, taken=next_number(last, "patch"),
        )  # fmt: skip
    if wanted != expected:
        announced = bump_class(last, wanted) or Phrase("skipped-number")
        raise refusal(
            WRONG_RELEASE_CLASS, where, last=last, found=release_class, version=wanted,
            announced=announced, next=expected,
        )  # fmt: skip
