"""Classifies changes of verdicts in exceptions and in announced changes.

The verdict alone decides whether the change is stricter or looser. Texts next to it do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Protocol, get_args

from ..model.directions import AnnouncedAnswer, Answer, Verdict
from ..model.entry import AccountKind, AppliesTo, Entry, Sector
from .change import ChangeType, heaviest
from .classifiers import (
    DIMENSIONS,
    ComparedStates,
    covers,
    requirements,
    scope_sets,
    verdict,
    verdict_order,
)


class Case(Protocol):
    """An exception: whom it concerns, and the verdict for them."""

    @property
    def when(self) -> AppliesTo: ...
    @property
    def verdict(self) -> Verdict | None: ...
    def model_dump(self) -> dict[str, Any]: ...


def exceptions(states: ComparedStates, old: Sequence[Case], new: Sequence[Case]) -> ChangeType:
    """Exceptions of a rule: compares the old and the new verdict of each group of people."""
    if _contents(old) == _contents(new):
        return "editorial"
    types: set[ChangeType] = set()
    for group in _groups([case.when for case in (*old, *new)]):
        old_exception = _exception(states.before, old, group)
        new_exception = _exception(states.after, new, group)
        before = old_exception or _own_verdict(states.before)
        after = new_exception or _own_verdict(states.after)
        if (old_exception or new_exception) and before != after:
            types.add(verdict(states, before, after))
    return heaviest(types) if types else "reworded"


def _own_verdict(entry: Entry) -> Verdict | None:
    ruling = entry.spec.verdict(entry)
    return ruling.verdict if ruling else None


def _contents(cases: Sequence[Case]) -> list[str]:
    """The exceptions as sorted texts, so that they compare equal in any order."""
    plain = (
        {**case.model_dump(), "when": list(map(sorted, scope_sets(case.when)))} for case in cases
    )
    return sorted(map(repr, plain))


_KNOWN: Mapping[str, frozenset[str]] = {
    "account": frozenset(get_args(AccountKind)), "sector": frozenset(get_args(Sector)),
}  # fmt: skip
"""The dimensions of a scope with a fixed set of values."""
_OTHERS = ""
"""Stands for the values that no scope names."""


def _groups(scopes: Sequence[AppliesTo]) -> Iterator[tuple[str, ...]]:
    """The groups of people that the scopes distinguish, each as one example value per dimension."""
    examples = []
    for field in DIMENSIONS:
        sets = [frozenset[str](getattr(scope, field)) for scope in scopes]
        named = frozenset[str]().union(*sets)
        others = {_OTHERS} if named != _KNOWN.get(field) else set()
        by_membership = {
            tuple(value in values for values in sets): value for value in sorted(named | others)
        }
        examples.append(by_membership.values())
    yield from product(*examples)


def _exception(entry: Entry, cases: Sequence[Case], group: tuple[str, ...]) -> str | None:
    """The verdict of the narrowest exception for a group; the strictest of equally narrow ones.

    Exceptions without a verdict are ignored.
    """
    matching = [case for case in cases if case.verdict and _concerns(case.when, group)]
    narrowest = {
        str(case.verdict)
        for case in matching
        if not any(_is_narrower(second, case) for second in matching)
    }
    return next(
        (verdict for verdict in reversed(verdict_order(entry)) if verdict in narrowest), None
    )


def _is_narrower(first: Case, second: Case) -> bool:
    return covers(second.when, first.when) and not covers(first.when, second.when)


def _concerns(scope: AppliesTo, group: tuple[str, ...]) -> bool:
    """Whether a scope includes a group; an empty dimension includes every value."""
    dimensions = (getattr(scope, field) for field in DIMENSIONS)
    pairs = zip(dimensions, group, strict=True)
    return all(not values or value in values for values, value in pairs)


def announced(
    states: ComparedStates,
    now: Callable[[Any], Answer],
    old: AnnouncedAnswer | None,
    new: AnnouncedAnswer | None,
) -> ChangeType:
    """An announced answer is compared with the one announced before.

    Without an announcement, the answer of today takes its place. If only the start date has moved,
    an earlier date has the direction of the announced change, and a later date the opposite.
    """
    before, after = states.before, states.after
    first = old.applied_to(before) if old else now(after)
    coming = new.applied_to(after) if new else now(after)
    change_type = _answer_change(states, first, coming)
    if old is None or new is None or old.start == new.start or change_type != "reworded":
        return change_type
    effect = _answer_change(states, now(after), coming)
    opposite: Mapping[ChangeType, ChangeType] = {"stricter": "looser", "looser": "stricter"}
    if_earlier = effect if effect in opposite else "changed"
    return opposite.get(if_earlier, if_earlier) if new.start > old.start else if_earlier


def _answer_change(states: ComparedStates, old: Answer, new: Answer) -> ChangeType:
    """The change type between two answers, by the verdicts, then by the conditions."""
    if old.verdict != new.verdict:
        return verdict(states, old.verdict, new.verdict)
    return requirements(states, old.conditions, new.conditions)
