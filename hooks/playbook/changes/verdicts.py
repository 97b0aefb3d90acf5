"""Classifies changes of verdicts in exceptions and in announced answers.

Only the verdict decides whether a change is stricter or looser. The texts next to it do not count.
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
    classify_requirements,
    classify_verdict,
    covers,
    scope_sets,
    verdict_order,
)
from .rewording import is_rewording, without_words


class Case(Protocol):
    """An exception: to whom it applies, and the verdict for them."""

    @property
    def when(self) -> AppliesTo: ...
    @property
    def verdict(self) -> Verdict | None: ...
    def model_dump(self) -> dict[str, Any]: ...


def classify_exceptions(
    states: ComparedStates, old: Sequence[Case], new: Sequence[Case]
) -> ChangeType:
    """Classify a change of exceptions by the old and the new verdict for each group of people.

    If the verdicts are the same, only a change of nothing but words is a rewording.
    """
    if _contents(old) == _contents(new):
        return "editorial"
    types: set[ChangeType] = set()
    for group in _groups([case.when for case in (*old, *new)]):
        old_exception = _verdict_for_group(states.before, old, group)
        new_exception = _verdict_for_group(states.after, new, group)
        before = old_exception or _verdict_of_entry(states.before)
        after = new_exception or _verdict_of_entry(states.after)
        if (old_exception or new_exception) and before != after:
            types.add(classify_verdict(states, before, after))
    if types:
        return heaviest(types)
    pair = (sorted(cases, key=without_words) for cases in (old, new))
    return "reworded" if is_rewording(*pair) else "changed"


def _verdict_of_entry(entry: Entry) -> Verdict | None:
    ruling = entry.spec.ruling(entry)
    return ruling.verdict if ruling else None


def _contents(cases: Sequence[Case]) -> list[str]:
    """The exceptions as sorted strings, so that their order does not matter in comparisons."""
    normalised_cases = (
        {**case.model_dump(), "when": list(map(sorted, scope_sets(case.when)))} for case in cases
    )
    return sorted(map(repr, normalised_cases))


_ALL_VALUES: Mapping[str, frozenset[str]] = {
    "account": frozenset(get_args(AccountKind)), "sector": frozenset(get_args(Sector)),
}  # fmt: skip
"""All values of each dimension that has a fixed set of values."""
_ANY_OTHER_VALUE = ""
"""Stands for all values that no scope mentions."""


def _groups(scopes: Sequence[AppliesTo]) -> Iterator[tuple[str, ...]]:
    """The groups of people that the scopes distinguish.

    Each group is represented by one value for each dimension. Values of a dimension that the same
    scopes name are equivalent: the last of them represents the others.
    """
    values_by_dimension = []
    for field in DIMENSIONS:
        sets = [frozenset[str](getattr(scope, field)) for scope in scopes]
        named = frozenset[str]().union(*sets)
        unnamed = {_ANY_OTHER_VALUE} if named != _ALL_VALUES.get(field) else set()
        by_membership = {
            tuple(value in values for values in sets): value for value in sorted(named | unnamed)
        }
        values_by_dimension.append(by_membership.values())
    yield from product(*values_by_dimension)


def exception_groups(cases: Sequence[Case]) -> dict[str, Any]:
    """For each group of people that exceptions distinguish, the numbers of those that include it.

    ``narrower`` has the pairs of numbers of which the first exception is narrower than the second.
    """
    groups = {
        tuple(number for number, case in enumerate(cases) if _includes(case.when, group))
        for group in _groups([case.when for case in cases])
    }
    numbers = range(len(cases))
    return {
        "groups": [list(group) for group in sorted(groups)],
        "narrower": [
            [one, other]
            for one, other in product(numbers, numbers)
            if _is_narrower(cases[one], cases[other])
        ],
    }


def _verdict_for_group(entry: Entry, cases: Sequence[Case], group: tuple[str, ...]) -> str | None:
    """The verdict of the narrowest exception that applies to a group, or None.

    If several are equally narrow, the strictest counts. Exceptions without a verdict are ignored.
    """
    matching = [case for case in cases if case.verdict and _includes(case.when, group)]
    narrowest = {
        str(case.verdict)
        for case in matching
        if not any(_is_narrower(rival, case) for rival in matching)
    }
    return next(
        (verdict for verdict in reversed(verdict_order(entry)) if verdict in narrowest), None
    )


def _is_narrower(first: Case, second: Case) -> bool:
    return covers(second.when, first.when) and not covers(first.when, second.when)


def _includes(scope: AppliesTo, group: tuple[str, ...]) -> bool:
    """Whether a scope includes a group; an empty dimension includes every value."""
    dimensions = (getattr(scope, field) for field in DIMENSIONS)
    pairs = zip(dimensions, group, strict=True)
    return all(not values or value in values for values, value in pairs)


def classify_announcement(
    states: ComparedStates,
    current_answer: Callable[[Any], Answer],
    old: AnnouncedAnswer | None,
    new: AnnouncedAnswer | None,
) -> ChangeType:
    """Classify a change of the announced answer.

    For a state without an announcement, the current answer is used; a new or withdrawn announcement
    is never a rewording, because of its date. If only the start date has moved, an earlier date has
    the direction of the announced change, and a later date the opposite.
    """
    before, after = states.before, states.after
    old_answer = old.applied_to(before) if old else current_answer(after)
    new_answer = new.applied_to(after) if new else current_answer(after)
    change_type = _answer_change(states, old_answer, new_answer)
    if change_type != "reworded":
        return change_type
    if old is None or new is None or old.start == new.start:
        return "reworded" if is_rewording(old, new) else "changed"
    effect = _answer_change(states, current_answer(after), new_answer)
    opposite: Mapping[ChangeType, ChangeType] = {"stricter": "looser", "looser": "stricter"}
    type_if_earlier = effect if effect in opposite else "changed"
    is_later = new.start > old.start
    return opposite.get(type_if_earlier, type_if_earlier) if is_later else type_if_earlier


def _answer_change(states: ComparedStates, old: Answer, new: Answer) -> ChangeType:
    """Classify the change from one answer to another, by verdicts, or else by conditions."""
    if old.verdict != new.verdict:
        return classify_verdict(states, old.verdict, new.verdict)
    return classify_requirements(states, old.conditions, new.conditions)
