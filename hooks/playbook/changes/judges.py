"""What the change of a field means: stricter, looser, or only other words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..model.entry import AppliesTo, Entry
from ..model.playbook import Playbook
from ..model.settings import Duration
from .change import Sort, heaviest

Judge = Callable[["Sides", Any, Any], Sort]
"""Says what it means that a field had one value and has another."""


class Sides:
    """The two states of a handbook and of one entry in it."""

    def __init__(self, old: Playbook, new: Playbook, before: Entry, after: Entry) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after


_MAY = ("yes", "yes_if", "ask_first", "no")
_MUST = ("no", "yes")


def _direction(order: Sequence[str], old: str, new: str) -> Sort:
    """Stricter or looser, where both words stand in the order from loose to strict."""
    if old not in order or new not in order or old == new:
        return "changed"
    return "stricter" if order.index(new) > order.index(old) else "looser"


def verdict(sides: Sides, old: str | None, new: str | None) -> Sort:
    asks = getattr(sides.after, "asks", "may")
    if getattr(sides.before, "asks", "may") != asks:
        return "changed"
    return _direction(_MUST if asks == "must" else _MAY, old or "", new or "")


def words(sides: Sides, old: Any, new: Any) -> Sort:
    return "reworded"


def named(sides: Sides, old: Any, new: Any) -> Sort:
    return "changed"


def steps(*words: str) -> Judge:
    """A choice whose words stand in an order from loose to strict."""
    return lambda sides, old, new: _direction(words, old, new)


def demands(sides: Sides, old: Any, new: Any) -> Sort:
    """Lists of texts that must hold: more of them is stricter, fewer is looser."""
    before, after = _items(old), _items(new)
    if before < after:
        return "stricter"
    return "looser" if after < before else "reworded"


def permissions(sides: Sides, old: Any, new: Any) -> Sort:
    before, after = set(old), set(new)
    if before < after:
        return "looser"
    return "stricter" if after < before else "changed"


def _items(texts: Mapping[str, Sequence[str]] | None) -> set[str]:
    """The items of a list of texts, in its first language."""
    return set(next(iter(texts.values()))) if texts else set()


def deadline(sides: Sides, old: str | None, new: str | None) -> Sort:
    """A value that says how soon: sooner is stricter, and having none is loosest."""
    if old is None or new is None:
        return "stricter" if old is None else "looser"
    before, after = _minutes(sides.old, old), _minutes(sides.new, new)
    if before is None or after is None or before == after:
        return "changed"
    return "stricter" if after < before else "looser"


_MINUTES = {
    "minutes": 1, "hours": 60, "working_hours": 180, "days": 1440, "working_days": 2016,
    "weeks": 10080, "months": 43800, "years": 525600,
}  # fmt: skip
"""Minutes of each unit on average over a year; enough to say which of two is sooner."""


def _minutes(playbook: Playbook, name: str) -> int | None:
    value = playbook.settings.values.get(name)
    duration: Duration | None = value.duration if value else None
    return duration.amount * _MINUTES[duration.unit] if duration else None


def scope(sides: Sides, old: AppliesTo, new: AppliesTo) -> Sort:
    """To more people: looser for what is permitted, stricter for what is asked or forbidden."""
    wider, narrower = _covers(new, old), _covers(old, new)
    verdict, asks = getattr(sides.after, "verdict", None), getattr(sides.after, "asks", None)
    if wider == narrower or verdict is None or getattr(sides.before, "verdict", None) != verdict:
        return "changed"
    demands = verdict == "yes" if asks == "must" else verdict in ("no", "ask_first")
    permits = verdict == "no" if asks == "must" else verdict == "yes"
    if not demands and not permits:
        return "changed"
    return "stricter" if demands == wider else "looser"


def _covers(outer: AppliesTo, inner: AppliesTo) -> bool:
    """Whether all whom one scope concerns are concerned by the other."""
    sides = ("account", "sector", "countries", "roles")
    pairs = ((set(getattr(outer, side)), set(getattr(inner, side))) for side in sides)
    return all(not wide or (narrow and narrow <= wide) for wide, narrow in pairs)


def exceptions(sides: Sides, old: Sequence[Any], new: Sequence[Any]) -> Sort:
    """Cases with another answer: what each added, removed or changed one does to its people."""
    before, after = _by_people(old), _by_people(new)
    rule = (getattr(sides.before, "verdict", None), getattr(sides.after, "verdict", None))
    found: set[Sort] = set()
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        verdicts = (one.verdict if one else rule[0], other.verdict if other else rule[1])
        if one != other:
            same = verdicts[0] == verdicts[1]
            found.add("reworded" if same else verdict(sides, *verdicts))
    return heaviest(found) if found else "editorial"


def outcomes(sides: Sides, old: Mapping[str, Any], new: Mapping[str, Any]) -> Sort:
    """The ends of a flow: stricter or looser where a verdict is, else other words."""
    both = ((old[name].verdict, new[name].verdict) for name in old.keys() & new.keys())
    found = {verdict(sides, *pair) for pair in both if pair[0] != pair[1]}
    return heaviest(found) if found else "reworded"


def _by_people(cases: Sequence[Any]) -> Mapping[tuple[str, int], Any]:
    """Exceptions by whom they concern; several for the same people keep their order."""
    found: dict[tuple[str, int], Any] = {}
    for case in cases:
        people = repr(case.when)
        number = sum(other == people for other, _ in found)
        found[people, number] = case
    return found
