"""Rules: with and without conditions, and with other fields that change at the same time."""

from __future__ import annotations

from collections.abc import Callable

from changes.tables import NO_CELL, Cell, Fields, Row, Table
from changes.verdicts.shared import (
    CONDITIONS,
    LATE,
    MAY,
    MORE,
    MUST,
    OTHER,
    SOON,
    US,
    rule,
    square,
    text,
)


def _with_conditions(old: Fields | None, new: Fields | None) -> Callable[[str, str], Cell | str]:
    """Pairs of verdicts with these conditions before and after; a yes_if needs conditions."""

    def cell(before: str, after: str) -> Cell | str:
        is_invalid = (before, old) == ("yes_if", None) or (after, new) == ("yes_if", None)
        if is_invalid or (before == after and old == new):
            return NO_CELL
        return Cell("policy", rule(before, conditions=old), rule(after, conditions=new))

    return cell


def _verdicts_of(asks: str) -> Callable[[str, str], Cell | str]:
    """Pairs of verdicts, without other changes except the conditions that a yes_if needs."""

    def cell(before: str, after: str) -> Cell | str:
        if before == after:
            return NO_CELL
        return Cell("policy", rule(before, asks), rule(after, asks))

    return cell


IN_US, IN_SE = {"employee_countries": ["US"]}, {"employee_countries": ["SE"]}
"""Scopes that every organisation shows."""
OTHER_FIELDS: dict[str, tuple[Fields, Fields]] = {
    "a time limit comes": ({"within": None}, {"within": LATE}),
    "the time limit goes": ({"within": LATE}, {"within": None}),
    "the time is shorter": ({"within": LATE}, {"within": SOON}),
    "the time is longer": ({"within": SOON}, {"within": LATE}),
    "it is for fewer": ({}, {"applies_to": IN_US}),
    "it is for more": ({"applies_to": IN_US}, {}),
    "it is for others": ({"applies_to": IN_US}, {"applies_to": IN_SE}),
    "the organisation hides it": ({}, {"applies_to": US}),
    "the organisation shows it": ({"applies_to": US}, {}),
    "the scope in another order": (
        {"applies_to": {"countries": ["SE", "US"]}}, {"applies_to": {"countries": ["US", "SE"]}},
    ),
    "others are asked": ({"ask": "press-desk"}, {"ask": "moderator"}),
    "a stricter exception comes": (
        {}, {"exceptions": [{"when": US, "verdict": "no", "text": text("Nej.")}]},
    ),
    "a looser exception comes": (
        {}, {"exceptions": [{"when": US, "verdict": "yes", "text": text("Ja.")}]},
    ),
    "a stricter rule is coming": ({}, {"pending": {"from": "2026-09-01", "verdict": "no"}}),
    "a looser rule is coming": ({}, {"pending": {"from": "2026-09-01", "verdict": "yes"}}),
    "the text is another": ({}, {"statement": text("Annat.")}),
    "another condition as well": ({}, {"conditions": MORE}),
    "another condition, in Swedish alone": ({}, {"conditions": {**CONDITIONS, "sv": MORE["sv"]}}),
    "conditions that the languages disagree on": (
        {"conditions": {**CONDITIONS, "en": MORE["en"]}},
        {"conditions": {**CONDITIONS, "sv": MORE["sv"]}},
    ),
    "one condition for another": ({"conditions": CONDITIONS}, {"conditions": OTHER}),
}  # fmt: skip
"""Other fields that may change with a verdict: the fields before and after."""


def _with_other_field(fields: tuple[Fields, Fields], before: str, after: str) -> Cell | str:
    old_fields, new_fields = fields
    old, new = rule(before, **old_fields), rule(after, **new_fields)
    return NO_CELL if old == new else Cell("policy", old, new)


def _asking(asks: str) -> Fields:
    """A rule that asks this: it has a verdict, or an answer if it asks what."""
    if asks == "what":
        return {**rule("yes"), "asks": asks, "verdict": None, "answer": text("Tre.")}
    return rule("yes", asks)


def tables() -> list[Table]:
    """All tables of this group."""
    pairs = (("yes_if", "yes_if"), ("ask_first", "yes_if"), ("yes_if", "ask_first"))
    rows: list[Row] = [
        (words, *(_with_other_field(fields, *pair) for pair in pairs))
        for words, fields in OTHER_FIELDS.items()
    ]

    def other_question(before: str, after: str) -> Cell | str:
        return NO_CELL if before == after else Cell("policy", _asking(before), _asking(after))

    what = _asking("what")
    return [
        square("What one may: conditions where it says yes_if", MAY, _verdicts_of("may")),
        square("What one may: the same conditions", MAY, _with_conditions(CONDITIONS, CONDITIONS)),
        square("What one may: conditions come", MAY, _with_conditions(None, CONDITIONS)),
        square("What one may: conditions go", MAY, _with_conditions(CONDITIONS, None)),
        square("What one may: one condition more", MAY, _with_conditions(CONDITIONS, MORE)),
        square("What one may: one condition less", MAY, _with_conditions(MORE, CONDITIONS)),
        square("What one may: other conditions", MAY, _with_conditions(CONDITIONS, OTHER)),
        square("What one must", MUST, _verdicts_of("must")),
        square("Another sort of question", ("may", "must", "what"), other_question),
        Table("A fact", ("change", "is called"),
              (("another answer", Cell("policy", what, {**what, "answer": text("Fyra.")})),)),
        Table("Together with the verdict", ("also", *(f"{a} → {b}" for a, b in pairs)),
              tuple(rows)),
    ]  # fmt: skip
