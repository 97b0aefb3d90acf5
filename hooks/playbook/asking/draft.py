"""Checks a draft against the rules, with the address of each rule."""

from __future__ import annotations

from dataclasses import dataclass

from ..post.compile import compile_rules
from ..post.engine import Engine
from ..post.finding import PostContext
from ..post.rules import channels
from .source import Source, SourceError


@dataclass(frozen=True)
class DraftFinding:
    """What a check found: the words of the draft, what is wrong, and the rule that says so.

    ``line`` counts from 1; ``instead`` is a replacement of the words, or empty.
    """

    level: str
    message: str
    words: str
    line: int
    instead: str
    rule: str
    title: str
    address: str


def check_draft(
    source: Source, text: str, language: str, channel: str | None, account: str, situation: str
) -> list[DraftFinding]:
    """The findings in a draft, in the order of the text. Raises SourceError for a wrong channel."""
    known = {entry.id for entry in channels(source.playbook)}
    if channel is not None and channel not in known:
        raise SourceError(f"unknown channel '{channel}'; use one of: {', '.join(sorted(known))}")
    engine = Engine(compile_rules(source.playbook, language))
    found = engine.check(text, PostContext(channel, account, situation))
    return [
        DraftFinding(
            level=finding.level,
            message=finding.message,
            words=text[finding.start : finding.end],
            line=text.count("\n", 0, finding.start) + 1,
            instead=finding.instead or "",
            rule=finding.rule,
            title=_title(source, finding.rule, language),
            address=source.address(finding.rule, language),
        )
        for finding in found
    ]


def _title(source: Source, id: str, language: str) -> str:
    title = source.playbook.entries[id].title
    return title.get(language) or next(iter(title.values()))
