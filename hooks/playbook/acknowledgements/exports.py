"""Reads exports: CSV files of forms and of messages, and mailboxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Phrase
from .answers import Answer, address_in, digest_in, version_in
from .columns import Headings
from .mailboxes import is_mailbox, messages_in
from .role_names import role_in
from .roles import Roles
from .tables import Row, Table, read_table, unreadable
from .times import Order, iso_time, order_in


@dataclass(frozen=True)
class Reading:
    """What an export is read with: the known headings, version numbers and roles."""

    headings: Headings
    versions: Collection[str]
    roles: Roles


def read_export(file: Path, reading: Reading) -> list[Answer]:
    """The answers in a file, in its order. Raises RefusedError and OSError."""
    if is_mailbox(file):
        return [
            Answer(
                Location(str(file), message.line), message.address, message.name,
                *_facts_in(message.text, reading), message.time, is_message=True,
            )
            for message in messages_in(file)
        ]  # fmt: skip
    table = read_table(file, reading.headings.count)
    columns = reading.headings.columns(table.headings)
    if not columns["address"] and not columns["name"]:
        raise unreadable(str(file), Phrase("acknowledgements.no-people"))
    order = order_in(_cell(row, columns["time"]) for row in table.rows)
    return list(_answers(table, columns, order, reading))


def _answers(
    table: Table, columns: dict[str, list[int]], order: Order, reading: Reading
) -> Iterator[Answer]:
    used = {index for field in ("address", "name", "time") for index in columns[field]}
    for row in table.rows:
        others = [cell for index, cell in enumerate(row.cells) if index not in used]
        version, digest, role = _facts_in("\n".join(others), reading)
        named = _cell(row, columns["address"])
        yield Answer(
            location=Location(table.path, row.line),
            address=address_in(named),
            name=_cell(row, columns["name"]) or _name_in(named) or named,
            version=_version(_cell(row, columns["version"]), reading) or version,
            digest=digest_in(_cell(row, columns["digest"])) or digest,
            role=_cell(row, columns["role"]) or role,
            time=iso_time(_cell(row, columns["time"]), order),
            is_message=bool(columns["text"]),
        )


def _version(cell: str, reading: Reading) -> str:
    """The version in a cell of its own, which may say more than the number."""
    return version_in(cell, reading.versions) or cell


def _facts_in(text: str, reading: Reading) -> tuple[str, str, str]:
    """The version, the digest and the role that a text names; each may be empty.

    A number that is not a known version counts only next to a digest: any message may contain one.
    """
    digest, version = digest_in(text), version_in(text, reading.versions)
    if not digest and version not in reading.versions:
        version = ""
    names = reading.headings.names["role"]
    return version, digest, role_in(text, names, reading.roles) if version or digest else ""


def _cell(row: Row, indexes: list[int]) -> str:
    """The first filled cell of some columns, without space around it."""
    cells = (row.cells[index].strip() for index in indexes if index < len(row.cells))
    return next(filter(None, cells), "")


def _name_in(cell: str) -> str:
    """The name before an address in angle brackets; empty if there is none."""
    return cell.partition("<")[0].strip(' "') if "<" in cell else ""
