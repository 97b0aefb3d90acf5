"""Says for each person and role whether they have confirmed, must read again, or are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..problems import Location, Problem
from ..release.published_version import Version
from ..release.version_numbers import parse_version
from . import codes
from .accepted import accept, person_of
from .answers import Answer, by_time
from .people import Person
from .required import Changed, Required
from .roles import Roles

Status = Literal["confirmed", "again", "missing"]
STATUSES: tuple[Status, ...] = ("missing", "again", "confirmed")
"""What needs to be done first stands first."""


@dataclass(frozen=True)
class Standing:
    """Where a person stands in a role, or in what applies to everyone if they have no role.

    ``answer`` is the one that counts: of the answers with the least to read again, that for the
    highest version, and of several for that version the first. ``changed`` is to be read again.
    """

    person: Person
    role: str
    status: Status
    answer: Answer | None = None
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The standings in the order of the people, and why answers do not count."""

    standings: tuple[Standing, ...]
    problems: tuple[Problem, ...]

    def with_status(self, status: Status) -> list[Standing]:
        """The standings with a status."""
        return [each for each in self.standings if each.status == status]


def standings(
    people: Mapping[str, Person], answers: Iterable[Answer], required: Required, roles: Roles
) -> Outcome:
    """The standing of each person in each of their roles. Raises RefusedError for damaged data."""
    versions = {version.text: version for version in required.versions}
    problems: list[Problem] = []
    by_person: dict[str, list[Answer]] = {address: [] for address in people}
    others: dict[str, list[Answer]] = {}
    for answer in answers:
        if _is_about_something_else(answer, people):
            others.setdefault(answer.location.path, []).append(answer)
            continue
        accepted, reasons = accept(answer, people, versions, roles)
        problems += reasons
        if accepted is not None:
            by_person[accepted.address].append(accepted)
    problems += [
        codes.OTHER_MESSAGES.at(Location(path), count=len(found)) for path, found in others.items()
    ]
    found = (
        _standing(person, role, by_person[address], required, roles)
        for address, person in people.items()
        for role in person.roles or ("",)
    )
    return Outcome(tuple(found), tuple(problems))


def _is_about_something_else(answer: Answer, people: Mapping[str, Person]) -> bool:
    """Whether a message only happens to be in the mailbox: a stranger's may contain any number."""
    is_from_stranger = not answer.digest and person_of(answer, people) is None
    return answer.is_message and (answer.is_empty or is_from_stranger)


def _standing(
    person: Person, role: str, answers: Sequence[Answer], required: Required, roles: Roles
) -> Standing:
    candidates = list(_candidates(role, answers, required, roles))
    if not candidates:
        return Standing(person, role, "missing")
    answer, changed = min(candidates, key=_preference)
    return Standing(person, role, "again" if changed else "confirmed", answer, changed)


def _candidates(
    role: str, answers: Sequence[Answer], required: Required, roles: Roles
) -> Iterator[tuple[Answer, tuple[Changed, ...]]]:
    """The answers that cover a role, each with what has changed since."""
    concerned = roles.included(role) if role else frozenset()
    versions: dict[str, Version] = {version.text: version for version in required.versions}
    for answer in answers:
        covered = roles.included(answer.role) if answer.role else frozenset()
        if not role or role in covered:
            yield answer, required.since(versions[answer.version], concerned)


def _preference(candidate: tuple[Answer, tuple[Changed, ...]]) -> tuple[object, ...]:
    answer, changed = candidate
    number = parse_version(answer.version)
    highest = tuple(-part for part in number.parts)
    return len(changed), highest, by_time(answer)
