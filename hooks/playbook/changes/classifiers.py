"""What the change of a field means: stricter, looser, or only other words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..model.entry import AppliesTo, Entry
from ..model.playbook import Playbook
from ..model.settings import Duration
from .change import ChangeType
from .word_diff import unsigned

Classifier = Callable[["ComparedStates", Any, Any], ChangeType]
"""Says what it means that a field had one value and has another."""


class ComparedStates:
    """The two states of a handbook and of one entry in it."""

    def __init__(self, old: Playbook, new: Playbook, before: Entry, after: Entry) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after


def direction(order: Sequence[str], old: str, new: str) -> ChangeType:
    """Stricter or looser, where both words stand in the order from loose to strict."""
    if old not in order or new not in order or old == new:
        return "changed"
    return "stricter" if order.index(new) > order.index(old) else "looser"


def reworded(states: ComparedStates, old: Any, new: Any) -> ChangeType:
    return "reworded"


def changed(states: ComparedStates, old: Any, new: Any) -> ChangeType:
    return "changed"


def ordered_choice(*reworded: str) -> Classifier:
    """A choice whose words stand in an order from loose to strict."""
    return lambda states, old, new: direction(reworded, old, new)


def requirements(states: ComparedStates, old: Any, new: Any) -> ChangeType:
    """Lists of texts that must hold: more of them is stricter, fewer is looser.

    A language that was left behind says nothing, and two that disagree are other words.
    """
    languages = (old or new or {}).keys() & (new or old or {}).keys()
    pairs = ((_items(old, language), _items(new, language)) for language in languages)
    found = {_more_or_fewer(*pair) for pair in pairs if pair[0] != pair[1]}
    return found.pop() if len(found) == 1 else "reworded"


def _more_or_fewer(before: set[str], after: set[str]) -> ChangeType:
    if before < after:
        return "stricter"
    return "looser" if after < before else "reworded"


def _items(texts: Mapping[str, Sequence[str]] | None, language: str) -> set[str]:
    """The items of a list of texts in a language, whatever the form of their signs."""
    return {unsigned(item) for item in texts[language]} if texts else set()


def permissions(states: ComparedStates, old: Any, new: Any) -> ChangeType:
    before, after = set(old), set(new)
    if before < after:
        return "looser"
    return "stricter" if after < before else "changed"


def deadline(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """A value that says how soon: sooner is stricter, and having none is loosest."""
    if old is None or new is None:
        return "stricter" if old is None else "looser"
    before, after = _minutes(states.old, old), _minutes(states.new, new)
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


def scope(states: ComparedStates, old: AppliesTo, new: AppliesTo) -> ChangeType:
    """To more people: looser for what is permitted, stricter for what is asked or forbidden.

    Those who come in get the verdict of today, and those who leave had the one of before.
    """
    wider, narrower = covers(new, old), covers(old, new)
    rule = states.after if wider else states.before
    verdict, asks = getattr(rule, "verdict", None), getattr(rule, "asks", None)
    requirements = verdict == "yes" if asks == "must" else verdict in ("no", "ask_first")
    permits = verdict == "no" if asks == "must" else verdict == "yes"
    if wider == narrower or not (requirements or permits):
        return "changed"
    return "stricter" if requirements == wider else "looser"


SIDES = ("account", "sector", "countries", "roles")
"""The sides of a scope."""


def people(scope: AppliesTo) -> tuple[frozenset[str], ...]:
    """Whom a scope concerns, side by side, in whatever order its lists are written."""
    return tuple(frozenset(getattr(scope, field)) for field in SIDES)


def covers(outer: AppliesTo, inner: AppliesTo) -> bool:
    """Whether all whom one scope concerns are concerned by the other."""
    pairs = zip(people(outer), people(inner), strict=True)
    return all(not wide or (narrow and narrow <= wide) for wide, narrow in pairs)
