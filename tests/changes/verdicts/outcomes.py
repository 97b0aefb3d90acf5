"""The ends of flows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from changes.tables import NO_CELL, Cell, Fields, Table
from changes.verdicts.shared import LATE, MAY, NONE, SOON, square, text


def _ends(**ends: tuple[str, Fields]) -> dict[str, Any]:
    """The outcomes of a flow by name, each with a verdict and fields that replace usual ones."""
    return {
        name: {
            "title": text(f"Klart {verdict}"),
            **({} if verdict == NONE else {"verdict": verdict}),
            "action": text(f"Gör {verdict}."), "role": "moderator", "within": LATE, "record": "no",
            **fields,
        }
        for name, (verdict, fields) in ends.items()
    }  # fmt: skip


def _flow(**ends: tuple[str, Fields]) -> Fields:
    """A flow with one question, whose answers lead to its ends."""
    outcomes = _ends(**ends)
    answers = [{"text": text(f"Svar {name}"), "to": name} for name in outcomes]
    question = {"text": text("Vad?"), "answers": (answers * 2)[: max(2, len(answers))]}
    return {"start": "what", "questions": {"what": question}, "outcomes": outcomes}


def _end(old_fields: Fields, new_fields: Fields) -> Callable[[str, str], Cell | str]:
    """A function that changes the verdict of an end, and its fields too."""

    def cell(before: str, after: str) -> Cell | str:
        if before == after and old_fields == new_fields:
            return NO_CELL
        return Cell("flows", _flow(end=(before, old_fields)), _flow(end=(after, new_fields)))

    return cell


def tables() -> list[Table]:
    """All tables of this group."""
    verdicts = (*MAY, NONE)
    plain: Fields = {}
    yes, no, ask = ("yes", plain), ("no", plain), ("ask_first", plain)
    several: dict[str, tuple[Fields, Fields]] = {
        "both stricter": (_flow(one=yes, two=ask), _flow(one=ask, two=no)),
        "both looser": (_flow(one=no, two=ask), _flow(one=ask, two=yes)),
        "one stricter, one looser": (_flow(one=yes, two=no), _flow(one=no, two=yes)),
        "one stricter, one in other words": (
            _flow(one=yes, two=no), _flow(one=no, two=("no", {"action": text("Annat.")})),
        ),
        "one comes": (_flow(one=yes), _flow(one=yes, two=no)),
        "one goes": (_flow(one=yes, two=no), _flow(one=yes)),
        "somebody else does it": (
            _flow(one=yes), _flow(one=("yes", {"role": "employee"})),
        ),
        "a record is kept": (_flow(one=yes), _flow(one=("yes", {"record": "yes"}))),
        "the other way round": (_flow(one=yes, two=no), _flow(two=no, one=yes)),
    }  # fmt: skip
    late, soon = {"within": LATE}, {"within": SOON}
    return [
        square("An end gets another verdict", verdicts, _end({}, {})),
        square("An end gets another verdict and less time", verdicts, _end(late, soon)),
        square("An end gets another verdict and more time", verdicts, _end(soon, late)),
        Table("Several ends", ("ends", "is called"),
              tuple((words, Cell("flows", *sides)) for words, sides in several.items())),
    ]  # fmt: skip
