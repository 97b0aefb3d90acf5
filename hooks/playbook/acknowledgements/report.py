"""The report as text: who is missing, who must read again, and who has confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from ..asking.source import Source
from ..messages import Messages
from .addresses import rule_address
from .roles import Roles
from .standings import STATUSES, Outcome, Standing, Status

INDENT = "  "


def report_lines(
    outcome: Outcome, source: Source, roles: Roles, messages: Messages, language: str
) -> Iterator[str]:
    """The lines of the report, without control characters of its own."""
    words, version = source.words(language), source.version
    assert version is not None
    yield words("acknowledge.summary", version=version.text, date=words.date(version.day))
    for status in STATUSES:
        if found := outcome.with_status(status):
            yield ""
            yield words(f"acknowledge.status.{status}", n=len(found))
            yield from _standing_lines(found, source, roles, language, status)
    if outcome.problems:
        yield ""
        yield words("acknowledge.not_counted", n=len(outcome.problems))
        yield from (f"{INDENT}{messages.line(problem)}" for problem in outcome.problems)


def _standing_lines(
    found: list[Standing], source: Source, roles: Roles, language: str, status: Status
) -> Iterator[str]:
    words = source.words(language)
    for each in found:
        parts = [_who(each), roles.title(each.role, language) or words("everyone")]
        if each.answer:
            parts.append(" ".join(filter(None, (each.answer.version, each.answer.time))))
        yield f"{INDENT}{' · '.join(parts)}"
        for changed in each.changed if status == "again" else ():
            address = rule_address(source, changed.id, language)
            yield f"{INDENT * 2}{changed.title}{f': {address}' if address else ''}"


def _who(standing: Standing) -> str:
    name, address = standing.person.name, standing.person.written
    return f"{name} <{address}>" if name else address
