"""Shared parts of the tables of verdicts: the verdicts, a rule, a table of every pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from changes.tables import Cell, Fields, Row, Table

MAY = ("yes", "yes_if", "ask_first", "no")
MUST = ("yes", "no")
NONE = "none"
CONDITIONS = {"sv": ["Du säger vem du är."], "en": ["You say who you are."]}
MORE = {"sv": [*CONDITIONS["sv"], "Det är klart."], "en": [*CONDITIONS["en"], "It is done."]}
OTHER = {"sv": ["Du är ledig."], "en": ["You are off duty."]}
US, SE = {"countries": ["US"]}, {"countries": ["SE"]}
MODERATORS = {"roles": ["moderator"]}
SOON, LATE = "act_within", "reply_within"


def text(words: str) -> dict[str, str]:
    """A text in both languages."""
    return {"sv": words, "en": words}


def rule(verdict: str, asks: str = "may", **fields: Any) -> Fields:
    """The fields of a rule, which applies to everyone unless ``fields`` has a scope.

    A yes_if has conditions.
    """
    conditions = CONDITIONS if verdict == "yes_if" else None
    return {"asks": asks, "verdict": verdict, "conditions": conditions, "applies_to": None} | fields


def square(
    title: str, words: tuple[str, ...], cell: Callable[[str, str], Cell | str], corner: str = ""
) -> Table:
    """A table of every pair of words: a row for each word before, a column for each word after."""
    rows: list[Row] = [
        (f"**{before}**", *(cell(before, after) for after in words)) for before in words
    ]
    return Table(title, (corner or "before ↓ after →", *words), tuple(rows))
