"""Answers as plain data, for programs and for models.

Every text of the handbook is a value of its own, so that it is quoted and cannot pass for anything
else. Control and invisible characters in it are escaped, and empty values are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..release.as_of import Period
from ..visible import escape_controls
from .draft import DraftFinding
from .find import Reply
from .history import EntryChange
from .rule import Rule
from .source import Source


def reply_data(source: Source, reply: Reply) -> dict[str, Any]:
    """The answers to a question; ``certainty`` is "sure", "unsure" or "none"."""
    name = "similar_titles" if reply.certainty == "none" else "answers"
    return {
        "question": escape_controls(reply.question),
        "certainty": reply.certainty,
        "says": escape_controls(reply.says),
        **_origin(source, reply.language),
        name: [_rule(rule, full=False) for rule in reply.rules],
    }


def rule_data(source: Source, rule: Rule, language: str) -> dict[str, Any]:
    """A rule with all that it says."""
    return {**_rule(rule, full=True), **_origin(source, language)}


def draft_data(source: Source, findings: Iterable[DraftFinding], language: str) -> dict[str, Any]:
    """The findings in a draft."""
    found = [_clean(asdict(finding)) for finding in findings]
    return {"findings": found, **_origin(source, language)}


def changes_data(
    source: Source, since: str, changes: Iterable[EntryChange], language: str
) -> dict[str, Any]:
    """What has changed since a version."""
    found = [_clean(asdict(change)) for change in changes]
    return {"since": since, "changes": found, **_origin(source, language)}


def period_data(source: Source, period: Period, language: str) -> dict[str, Any]:
    """A version, and the first and the last day on which it applied."""
    root = period.version.index["roots"].get(language, "")
    site = period.version.manifest.site_url
    data: dict[str, Any] = {
        "version": period.version.text,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat() if period.last else "",
        "address": f"{site}{period.version.text}/{root}" if site else "",
    }
    return {key: _clean(value) for key, value in data.items() if not _is_empty(value)}


def _origin(source: Source, language: str) -> dict[str, str]:
    """Where an answer is from: the organisation, the version and the language."""
    published = source.project is None
    return {
        "organisation": escape_controls(source.playbook.settings.organisation.name),
        "version": source.number if published else f"{source.number} (working files, not released)",
        "language": language,
    }


def _rule(rule: Rule, *, full: bool) -> dict[str, Any]:
    data = asdict(rule)
    if full:
        del data["conditions"], data["quote"]
    else:
        del data["fields"]
    return {key: _clean(value) for key, value in data.items() if not _is_empty(value)}


def _clean(value: Any) -> Any:
    """Data without empty values, with escapes for what cannot be seen."""
    if isinstance(value, str):
        return escape_controls(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items() if not _is_empty(item)}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value


def _is_empty(value: Any) -> bool:
    return value in ("", None, [], ())
