"""Generates the page on binding changes, by changing every field in both directions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.changes.change import ChangeType
from playbook.changes.classifiers import ComparedStates
from playbook.changes.classify import classify
from playbook.kinds import KINDS
from playbook.kinds.policy import Pending
from playbook.kinds.policy.parts import RuleException
from playbook.model import directions
from playbook.model.directions import Direction, binds
from playbook.model.entry import HEADER_BINDINGS, AppliesTo, Entry
from playbook.model.playbook import Playbook
from playbook.project import read_project
from support import SMALL

HEAD = """\
---
search: {exclude: true}
---

# Which changes bind

A change binds if it affects what people may do, must do or can expect. Each kind says of each of
its fields whether it binds, and when a change is stricter. All other changes are editorial.

Only words can be reworded. A text that is new or gone, or a date, a number, a reference or a choice
next to a text, makes the field *changed*, which no reason can turn into an editorial change.

The last two columns are the result of changing the field one way and back. This page is generated:
`python -m pytest tests/starter/test_binding_page.py --accept` regenerates it.
"""
DESCRIPTIONS: Mapping[type[Direction], str] = {
    directions.NotCompared: "not compared",
    directions.ReviewDate: "the date of a review",
    directions.Explains: "explains",
    directions.Changed: "no direction",
    directions.Reworded: "text: only people can tell",
    directions.Ordered: "from loose to strict: {}",
    directions.ByVerdict: "by the verdict",
    directions.MoreIsStricter: "more is stricter",
    directions.FewerIsStricter: "fewer is stricter",
    directions.ShorterIsStricter: "shorter is stricter",
    directions.Scope: "wider is stricter for a demand, looser for a permission",
    directions.Exceptions: "by the verdicts of each group of people",
    directions.Parts: "by the first part that changed",
    directions.OrderedParts: "by the first part that changed",
    directions.Announced: "by the announced verdict",
}
STRICTNESS_DIRECTIONS = (
    directions.Ordered, directions.ByVerdict, directions.MoreIsStricter,
    directions.FewerIsStricter, directions.ShorterIsStricter, directions.Scope,
    directions.Exceptions, directions.Parts, directions.Announced,
)  # fmt: skip
"""Directions that distinguish stricter changes from looser ones."""


def loose_and_strict(entry: Entry, field: str, direction: Direction) -> tuple[Any, Any]:
    """Two values of a field. If the direction distinguishes them, the second is stricter."""
    old = getattr(entry, field)
    match direction:
        case directions.Ordered(values):
            return values[0], values[-1]
        case directions.Reworded():
            return {"sv": "a", "en": "a"}, {"sv": "b", "en": "b"}
        case directions.ByVerdict():
            return "yes", "no"
        case directions.MoreIsStricter():
            return {"sv": ("a",), "en": ("a",)}, {"sv": ("a", "b"), "en": ("a", "b")}
        case directions.FewerIsStricter():
            return ["a", "b"], ["a"]
        case directions.ShorterIsStricter():
            return "reply_within", "act_within"
        case directions.Scope():
            return AppliesTo(), AppliesTo(roles=["moderator"])
        case directions.Exceptions():
            text = {"sv": "Nej.", "en": "No."}
            case = RuleException.model_construct(when=AppliesTo(roles=["moderator"]), verdict="no",
                                                 text=text)  # fmt: skip
            return [], [case]
        case directions.Parts():
            name, part = next((name, part) for name, part in old.items())
            return (
                {name: part.model_copy(update={"verdict": verdict})} for verdict in ("yes", "no")
            )  # type: ignore[return-value]
        case directions.OrderedParts():
            return old, old[1:]
        case directions.Announced():
            day = dt.date(2027, 1, 1)
            return None, Pending.model_construct(start=day, verdict="no")
    return old, object()


def both_ways(playbook: Playbook, entry: Entry, field: str) -> tuple[ChangeType, ChangeType]:
    """The types of the change to the stricter value and of the change back."""
    direction = entry.spec.bindings.get(field) or HEADER_BINDINGS[field]
    loose, strict = loose_and_strict(entry, field, direction)
    before = entry.model_copy(update={field: loose})
    after = entry.model_copy(update={field: strict})
    return (
        classify(ComparedStates(playbook, playbook, before, after), field, loose, strict),
        classify(ComparedStates(playbook, playbook, after, before), field, strict, loose),
    )


def rows(playbook: Playbook) -> Iterator[tuple[str, str, Direction, tuple[ChangeType, ChangeType]]]:
    """Each kind and field with its direction, and the types of the changes both ways."""
    rule = playbook.entries["share-job-posts"]  # asks "may": a narrower scope is stricter
    permission = rule.model_copy(update={"verdict": "yes"})
    for field, direction in HEADER_BINDINGS.items():
        yield "every kind", field, direction, both_ways(playbook, permission, field)
    for kind, model in KINDS.items():
        entry = permission if kind == rule.kind else playbook.of_kind(kind)[0]
        for field, direction in model.spec.bindings.items():
            yield kind, field, direction, both_ways(playbook, entry, field)


def description_of(direction: Direction) -> str:
    values = direction.values if isinstance(direction, directions.Ordered) else ()
    return DESCRIPTIONS[type(direction)].format(", ".join(values))


def small_playbook() -> Playbook:
    """The small playbook, which has an entry of every kind."""
    playbook = read_project(SMALL).playbook
    assert playbook is not None
    return playbook


def page() -> str:
    """The page in Markdown."""
    table = [
        "| kind | field | binds | direction | one way | back |",
        "|---|---|---|---|---|---|",
    ]
    for kind, field, direction, (forward, back) in rows(small_playbook()):
        answer = "yes" if binds(direction) else "no"
        words = description_of(direction)
        table.append(f"| {kind} | `{field}` | {answer} | {words} | {forward} | {back} |")
    return HEAD + "\n" + "\n".join(table) + "\n"
