"""Reads the list of people: name, address and roles, as HR exports it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.value_descriptions import did_you_mean
from ..problems import Location, Phrase, Problem
from ..release.codes import RefusedError
from .answers import address_in
from .codes import NO_ADDRESS, NO_COLUMN, UNKNOWN_ROLE
from .columns import Headings
from .roles import Roles
from .tables import Row, read_table

_BETWEEN_ROLES = re.compile(r"[,;|/\n\r]")


@dataclass(frozen=True)
class Person:
    """Somebody who is asked to confirm; without ``roles``, only what applies to everyone.

    ``written`` is the address as in the list, and ``address`` the same in lower case.
    """

    name: str
    address: str
    written: str
    roles: tuple[str, ...]


def read_people(file: Path, headings: Headings, roles: Roles) -> dict[str, Person]:
    """The people of a file by address, in its order; the rows of one address are merged.

    Raises RefusedError with all problems, because a report without some people would be wrong,
    and OSError.
    """
    table = read_table(file, headings.count)
    columns = headings.columns(table.headings)
    if not columns["address"]:
        shown = ", ".join(table.headings[:12])
        missing = Phrase("acknowledgements.address")
        raise RefusedError(NO_COLUMN.at(Location(str(file)), column=missing, headings=shown))
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for row in table.rows:
        location = Location(str(file), row.line)
        address = address_in(_joined(row, columns["address"]))
        if not address:
            problems.append(NO_ADDRESS.at(location, value=_joined(row, columns["address"])))
            continue
        own: list[str] = []
        for name in _role_names(row, columns["role"]):
            if (role := roles.find(name)) is None:
                problems.append(_unknown_role(location, name, roles))
            else:
                own.append(role)
        person = _person(row, columns, address, tuple(dict.fromkeys(own)))
        people[address] = _merged(people.get(address), person)
    if problems:
        raise RefusedError(*problems)
    return people


def _person(row: Row, columns: dict[str, list[int]], address: str, own: tuple[str, ...]) -> Person:
    written = _joined(row, columns["address"])
    is_plain = written.casefold() == address
    return Person(_joined(row, columns["name"]), address, written if is_plain else address, own)


def _merged(before: Person | None, person: Person) -> Person:
    if before is None:
        return person
    own = tuple(dict.fromkeys((*before.roles, *person.roles)))
    return Person(before.name or person.name, before.address, before.written, own)


def _unknown_role(location: Location, name: str, roles: Roles) -> Problem:
    cure = did_you_mean(name, roles.ids)
    return UNKNOWN_ROLE.at(location, role=name, known=roles.known, cure=cure)


def _joined(row: Row, indexes: list[int]) -> str:
    """The cells of some columns as one text: a first and a last name may be apart."""
    cells = (row.cells[index].strip() for index in indexes if index < len(row.cells))
    return " ".join(filter(None, cells))


def _role_names(row: Row, indexes: list[int]) -> Iterator[str]:
    """The names of roles in some columns, each of which may have several."""
    for index in indexes:
        cell = row.cells[index] if index < len(row.cells) else ""
        yield from filter(None, (part.strip() for part in _BETWEEN_ROLES.split(cell)))
