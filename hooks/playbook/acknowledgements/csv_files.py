"""The report as CSV, and a list for a mail merge, for Excel, Word and Thunderbird."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from ..asking.source import Source
from .addresses import page_to_confirm
from .roles import Roles
from .standings import Outcome, Standing

REPORT_COLUMNS = (
    "name", "address", "role", "role_title", "status", "required_version", "version", "time",
    "digest", "changed", "file", "line",
)  # fmt: skip
MERGE_COLUMNS = ("name", "address", "status", "version", "role_titles", "changed", "links")
_STARTS_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""How a cell begins that a spreadsheet may compute, also in full width."""
_BETWEEN = "; "


def report_csv(outcome: Outcome, source: Source, roles: Roles, language: str, sep: str) -> bytes:
    """One row for each person and role."""
    rows = (_report_row(each, source, roles, language) for each in outcome.standings)
    return _csv(REPORT_COLUMNS, rows, sep)


def _report_row(each: Standing, source: Source, roles: Roles, language: str) -> Mapping[str, str]:
    answer = each.answer
    return {
        "name": each.person.name,
        "address": each.person.written,
        "role": each.role,
        "role_title": roles.title(each.role, language),
        "status": each.status,
        "required_version": source.number,
        "version": answer.version if answer else "",
        "time": answer.time if answer else "",
        "digest": answer.digest if answer else "",
        "changed": _BETWEEN.join(changed.title for changed in each.changed),
        "file": answer.location.path if answer else "",
        "line": str(answer.location.line) if answer else "",
    }


def merge_csv(outcome: Outcome, source: Source, roles: Roles, language: str, sep: str) -> bytes:
    """One row for each person who must do something, with the pages on which they do it."""
    waiting: dict[str, list[Standing]] = {}
    for each in outcome.standings:
        if each.status != "confirmed":
            waiting.setdefault(each.person.address, []).append(each)
    rows = (_merge_row(own, source, roles, language) for own in waiting.values())
    return _csv(MERGE_COLUMNS, rows, sep)


def _merge_row(
    own: list[Standing], source: Source, roles: Roles, language: str
) -> Mapping[str, str]:
    person = own[0].person
    titles = dict.fromkeys(changed.title for each in own for changed in each.changed)
    return {
        "name": person.name,
        "address": person.written,
        "status": "missing" if any(each.status == "missing" for each in own) else "again",
        "version": source.number,
        "role_titles": _BETWEEN.join(
            filter(None, (roles.title(each.role, language) for each in own))
        ),
        "changed": _BETWEEN.join(titles),
        "links": " ".join(_links(own, source, language)),
    }


def _links(own: Iterable[Standing], source: Source, language: str) -> Iterator[str]:
    links = (page_to_confirm(source, each.role, language) for each in own)
    yield from dict.fromkeys(filter(None, links))


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]], sep: str) -> bytes:
    """A CSV file in UTF-8 with a mark, by which Excel knows the encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sep)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row[column]) for column in columns])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes: names and answers are written by other people."""
    return f"'{cell}" if cell.lstrip(" \xa0").startswith(_STARTS_FORMULA) else cell
