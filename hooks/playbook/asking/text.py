"""Answers as text for a terminal: the verdict first, then the rule in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from ..words.catalogue import Words
from .find import Reply
from .rule import Basis, Rule

INDENT = "  "


def rule_lines(rule: Rule, words: Words) -> Iterator[str]:
    """The lines below the heading of a rule: what it says, whom to ask, its basis and address."""
    yield rule.quote
    for field in rule.conditions:
        lines = field.text.split("\n")
        yield f"{field.label}: {lines[0]}" if len(lines) == 1 else f"{field.label}:"
        yield from (f"{INDENT}– {line}" for line in lines if len(lines) > 1)
    if rule.note:
        yield rule.note
    if rule.contact:
        yield rule.contact
    if rule.basis:
        yield f"{words('field.basis')}: {'; '.join(map(_basis, rule.basis))}"
    yield rule.permanent_address or rule.address


def _basis(basis: Basis) -> str:
    return f"{basis.title} ({basis.number})" if basis.number else basis.title


def heading(rule: Rule) -> str:
    """The verdict of a rule, which stands first, and its question."""
    return f"{rule.verdict_text}  {rule.question}" if rule.verdict else rule.question


def title_lines(reply: Reply) -> Iterator[str]:
    """The titles that are similar to a question that nothing answers."""
    for rule in reply.rules:
        yield f"{INDENT}{rule.question}"
        yield f"{INDENT * 2}{rule.permanent_address or rule.address}"
