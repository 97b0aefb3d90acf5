"""Pending changes of rules: announced, withdrawn, replaced, moved and come true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from changes.tables import NO_CELL, Cell, Fields, Table
from changes.verdicts.shared import (
    CONDITIONS,
    LATE,
    MAY,
    MORE,
    MUST,
    NONE,
    SOON,
    rule,
    square,
    text,
)


def coming(verdict: str, day: str = "2026-09-01", **fields: Any) -> Fields:
    """A pending change, whose statement names its verdict; a yes_if has conditions."""
    change: dict[str, Any] = {"from": day, "statement": text(f"Sedan {verdict}.")}
    if verdict != NONE:
        change["verdict"] = verdict
    if verdict == "yes_if":
        change["conditions"] = CONDITIONS
    return change | fields


def come_true(verdict: str) -> dict[str, Any]:
    """The fields of a rule after its pending change has taken effect."""
    fields = {key: value for key, value in coming(verdict).items() if key != "from"}
    return {"conditions": None, **fields}


def _pending(own: str, asks: str, old: Fields | None, new: Fields | None) -> Cell:
    return Cell("policy", rule(own, asks, pending=old), rule(own, asks, pending=new))


def _coming(asks: str, verdicts: tuple[str, ...]) -> list[Table]:
    """What may happen to a pending change, for every verdict of its rule and its own verdict."""
    soon, late = "2026-06-01", "2026-12-01"
    cells: dict[str, Callable[[str, str], Cell | str]] = {
        "is announced": lambda own, one: _pending(own, asks, None, coming(one)),
        "is withdrawn": lambda own, one: _pending(own, asks, coming(one), None),
        "has come true": lambda own, one: Cell(
            "policy", rule(own, asks, pending=coming(one)), {**rule(own, asks), **come_true(one)}
        ),
        "is moved to an earlier day": lambda own, one: _pending(
            own, asks, coming(one, late), coming(one, soon)
        ),
        "is moved to a later day": lambda own, one: _pending(
            own, asks, coming(one, soon), coming(one, late)
        ),
    }
    found = [
        square(f"{asks}: a coming change {words}", verdicts, cell, "rule ↓ coming →")
        for words, cell in cells.items()
    ]
    for own in verdicts:
        for words, day in (
            ("", "2026-09-01"),
            (" and an earlier day", soon),
            (" and a later day", late),
        ):

            def changed(before: str, after: str, own: str = own, day: str = day) -> Cell | str:
                if before == after:
                    return NO_CELL
                return _pending(own, asks, coming(before), coming(after, day))

            if not words or own == verdicts[-1]:
                title = f"a coming change gets another verdict{words}, for a rule that says {own}"
                found.append(square(f"{asks}: {title}", verdicts, changed))
    return found


def tables() -> list[Table]:
    """All tables of this group."""
    yes_if, no = coming("yes_if"), coming("no")
    what = {**rule("yes"), "asks": "what", "verdict": None, "answer": text("Tre.")}
    four = {"from": "2026-09-01", "answer": text("Fyra.")}
    more = coming(NONE, conditions=MORE)
    changes: dict[str, tuple[Fields, Fields]] = {
        "one condition more is announced": (rule("yes_if"), rule("yes_if", pending=more)),
        "one condition more is withdrawn": (rule("yes_if", pending=more), rule("yes_if")),
        "one condition more has come true": (
            rule("yes_if", pending=more),
            rule("yes_if", conditions=MORE, statement=more["statement"]),
        ),
        "one condition less is announced": (
            rule("yes_if", conditions=MORE),
            rule("yes_if", conditions=MORE, pending=coming(NONE, conditions=CONDITIONS)),
        ),
        "a coming yes_if gets one condition more": (
            rule("yes", pending=yes_if), rule("yes", pending={**yes_if, "conditions": MORE}),
        ),
        "a yes has come true, and its conditions were left": (
            rule("yes_if", pending=coming("yes")), rule("yes", conditions=CONDITIONS),
        ),
        "other words are announced": (rule("no"), rule("no", pending=coming(NONE))),
        "other words have come true": (
            rule("no", pending=coming(NONE)), rule("no", statement=coming(NONE)["statement"]),
        ),
        "other words are moved to a later day": (
            rule("no", pending=coming(NONE)), rule("no", pending=coming(NONE, "2026-12-01")),
        ),
        "a coming no is in other words": (
            rule("yes", pending=no), rule("yes", pending={**no, "statement": text("Nej.")}),
        ),
        "a coming verdict is the rule's own, left out": (
            rule("no", pending=no), rule("no", pending=coming(NONE, statement=no["statement"])),
        ),
        "a coming answer to what": (what, {**what, "pending": four}),
        "a coming answer has come true": (
            {**what, "pending": four}, {**what, "answer": four["answer"]},
        ),
        "a coming answer on a later day": (
            {**what, "pending": four}, {**what, "pending": {**four, "from": "2026-12-01"}},
        ),
        "no has become yes, and no comes back later": (
            rule("no"), rule("yes", pending=coming("no")),
        ),
        "yes has become no, and yes comes back later": (
            rule("yes"), rule("no", pending=coming("yes")),
        ),
        "a yes was announced, and it became a yes_if": (
            rule("no", pending=coming("yes")), rule("yes_if"),
        ),
        "a no was announced, and it became a yes": (
            rule("ask_first", pending=coming("no")), rule("yes"),
        ),
        "a no is announced, with more time to answer": (
            rule("yes", within=SOON), rule("yes", within=LATE, pending=no),
        ),
        "another sort of question": (
            rule("yes", pending=no), rule("yes", "must", pending=coming("no", "2026-12-01")),
        ),
    }  # fmt: skip
    rows = tuple((words, Cell("policy", *sides)) for words, sides in changes.items())
    return [
        *_coming("may", MAY),
        *_coming("must", MUST),
        Table("Together with the verdict", ("change", "is called"), rows),
    ]
