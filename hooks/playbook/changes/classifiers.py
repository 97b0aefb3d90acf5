"""Classifies the change of a single value as stricter, looser, changed or reworded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ..model.entry import AppliesTo, Entry
from ..model.playbook import Playbook
from ..model.values import Duration, ValueDuration
from .change import ChangeType
from .word_diff import normalise_punctuation

TextItems = Mapping[str, Sequence[str]]
"""Lists of texts, by language."""


class ComparedStates:
    """The two states of a handbook and of one entry in it."""

    def __init__(self, old: Playbook, new: Playbook, before: Entry, after: Entry) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after


def classify_ordered(order: Sequence[str], old: str, new: str) -> ChangeType:
    """Classify a change between two values of an order from loose to strict.

    The result is ``changed`` if one of the values is not in the order.
    """
    if old not in order or new not in order or old == new:
        return "changed"
    return "stricter" if order.index(new) > order.index(old) else "looser"


MAY_VERDICTS = ("yes", "yes_if", "ask_first", "no")
MUST_VERDICTS = ("no", "yes_if", "yes")
"""The verdicts on 'may' and 'must' questions, each from loose to strict."""


def verdict_order(entry: Entry) -> tuple[str, ...]:
    """The possible verdicts on an entry's question, from loose to strict."""
    return MUST_VERDICTS if question_type(entry) == "must" else MAY_VERDICTS


def question_type(entry: Entry | None) -> str:
    """The type of an entry's question: 'may', 'must' or 'what'; 'may' if it has no question."""
    ruling = entry.spec.ruling(entry) if entry else None
    return ruling.question_type if ruling else "may"


def classify_verdict(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """Classify a change of verdict; ``changed`` if the type of question has also changed."""
    if question_type(states.before) != question_type(states.after):
        return "changed"
    return classify_ordered(verdict_order(states.after), old or "", new or "")


def opposite(change_type: ChangeType) -> ChangeType:
    """Swap stricter and looser; other change types are returned as they are."""
    if change_type == "stricter":
        return "looser"
    return "stricter" if change_type == "looser" else change_type


def classify_requirements(
    states: ComparedStates, old: TextItems | None, new: TextItems | None
) -> ChangeType:
    """Classify a change of requirements: more of them is stricter, fewer is looser.

    Languages without a change are ignored. If the others disagree, the result is ``reworded``.
    """
    # those that both lists have; if there is only one list, its languages
    languages = (old or new or {}).keys() & (new or old or {}).keys()
    pairs = ((_items(old, language), _items(new, language)) for language in languages)
    directions = {_more_or_fewer(*pair) for pair in pairs if pair[0] != pair[1]}
    return directions.pop() if len(directions) == 1 else "reworded"


def _more_or_fewer(before: set[str], after: set[str]) -> ChangeType:
    if before < after:
        return "stricter"
    return "looser" if after < before else "reworded"


def _items(texts: TextItems | None, language: str) -> set[str]:
    """The texts of a list in one language, with standard punctuation."""
    return {normalise_punctuation(item) for item in texts[language]} if texts else set()


def classify_permissions(
    states: ComparedStates, old: Sequence[str], new: Sequence[str]
) -> ChangeType:
    """Classify a change of permissions: more of them is looser, fewer is stricter."""
    before, after = set(old), set(new)
    if before < after:
        return "looser"
    return "stricter" if after < before else "changed"


def classify_deadline(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """Classify a change of a time limit: a shorter one is stricter, and none at all is loosest.

    ``old`` and ``new`` are names of values.
    """
    if old is None or new is None:
        return "stricter" if old is None else "looser"
    before, after = _duration(states.old, old), _duration(states.new, new)
    difference = compare_durations(before, after) if before and after else None
    if difference is None:
        return "changed"
    return "stricter" if difference == "smaller" else "looser"


def larger_or_smaller(
    old: Sequence[Decimal], new: Sequence[Decimal]
) -> Literal["larger", "smaller"] | None:
    """How the amounts of a value changed; None if they are equal, or changed in both directions."""
    pairs = list(zip(old, new, strict=True))
    is_larger, is_smaller = any(b > a for a, b in pairs), any(b < a for a, b in pairs)
    if is_larger == is_smaller:
        return None
    return "larger" if is_larger else "smaller"


_MINUTES = {
    "minutes": 1, "hours": 60, "working_hours": 180, "days": 1440, "working_days": 2016,
    "weeks": 10080, "months": 43800, "years": 525600,
}  # fmt: skip
"""Minutes per unit, averaged over a year: precise enough to tell which duration is shorter."""


_TO_NEXT_WORKING_DAY = 2460
"""Minutes from noon on a day of the weekend to closing time on the next working day, averaged."""


def _duration(playbook: Playbook, name: str) -> ValueDuration | None:
    value = playbook.settings.values.get(name)
    return value.duration if value else None


def compare_durations(
    old: ValueDuration, new: ValueDuration
) -> Literal["larger", "smaller"] | None:
    """How a duration changed, averaged over a year: see `larger_or_smaller`."""
    before, after = [_minutes(old)], [_minutes(new)]
    if old.on_days_off or new.on_days_off:
        before.append(_minutes_on_days_off(old))
        after.append(_minutes_on_days_off(new))
    return larger_or_smaller(before, after)


def _minutes_on_days_off(duration: ValueDuration) -> Decimal:
    """The length of a duration that begins on a day off."""
    on_days_off = duration.on_days_off or duration
    if on_days_off.unit != "working_days":
        return _minutes(on_days_off)
    # a duration for days off counts the next working day as its first: it is part of the wait
    in_wait = _MINUTES["working_days"] if duration.on_days_off else 0
    return _minutes(on_days_off) + _TO_NEXT_WORKING_DAY - in_wait


def _minutes(duration: Duration) -> Decimal:
    return Decimal(duration.amount * _MINUTES[duration.unit])


def classify_scope(states: ComparedStates, old: AppliesTo, new: AppliesTo) -> ChangeType:
    """Classify a change of scope: a wider permission is looser, a wider duty or ban is stricter.

    A wider scope is classified by the new verdict, which the added people get; a narrower one
    by the old verdict, which the removed people had.
    """
    wider, narrower = covers(new, old), covers(old, new)
    rule = states.after if wider else states.before
    ruling = rule.spec.ruling(rule)
    verdict, is_duty = (ruling.verdict, ruling.question_type == "must") if ruling else (None, False)
    requires = verdict in ("yes", "yes_if") if is_duty else verdict in ("no", "ask_first")
    permits = verdict == "no" if is_duty else verdict == "yes"
    if wider == narrower or not (requires or permits):
        return "changed"
    is_stricter = (requires and wider) or (permits and narrower)
    return "stricter" if is_stricter else "looser"


DIMENSIONS = ("account", "sector", "countries", "employee_countries", "roles")
"""The fields of a scope."""


def scope_sets(scope: AppliesTo) -> tuple[frozenset[str], ...]:
    """The values of each dimension of a scope as a set; an empty set means everyone."""
    return tuple(frozenset(getattr(scope, field)) for field in DIMENSIONS)


def covers(outer: AppliesTo, inner: AppliesTo) -> bool:
    """Whether the outer scope includes everyone in the inner scope."""
    dimensions = zip(scope_sets(outer), scope_sets(inner), strict=True)
    return all(not wide or (narrow and narrow <= wide) for wide, narrow in dimensions)
