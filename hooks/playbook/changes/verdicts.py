"""Classifies changes of verdicts: in rules, exceptions, outcomes of flows and pending changes.

The verdict alone decides whether the change is stricter or looser. Texts next to it do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import get_args

from ..kinds.flows import Outcome
from ..kinds.policy import Answer, Pending, Rule, RuleException
from ..model.entry import AccountKind, AppliesTo, Entry, Sector
from .change import ChangeType, heaviest
from .classifiers import (
    DIMENSIONS,
    ComparedStates,
    covers,
    deadline,
    direction,
    requirements,
    scope_sets,
)  # fmt: skip

MAY = ("yes", "yes_if", "ask_first", "no")
MUST = ("no", "yes")
"""The verdicts on questions that ask 'may' and 'must', from loose to strict."""


def _order(entry: Entry) -> tuple[str, ...]:
    return MUST if getattr(entry, "asks", "may") == "must" else MAY


def verdict(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """Stricter or looser by the verdicts; changed if the type of question has changed."""
    if getattr(states.before, "asks", None) != getattr(states.after, "asks", None):
        return "changed"
    return direction(_order(states.after), old or "", new or "")


def exceptions(
    states: ComparedStates, old: Sequence[RuleException], new: Sequence[RuleException]
) -> ChangeType:
    """Exceptions of a rule: compares the old and the new verdict of each group of people."""
    if _contents(old) == _contents(new):
        return "editorial"
    types: set[ChangeType] = set()
    for group in _groups([case.when for case in (*old, *new)]):
        old_exception = _exception(states.before, old, group)
        new_exception = _exception(states.after, new, group)
        before = old_exception or getattr(states.before, "verdict", None)
        after = new_exception or getattr(states.after, "verdict", None)
        if (old_exception or new_exception) and before != after:
            types.add(verdict(states, before, after))
    return heaviest(types) if types else "reworded"


def _contents(cases: Sequence[RuleException]) -> list[str]:
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


def _exception(entry: Entry, cases: Sequence[RuleException], group: tuple[str, ...]) -> str | None:
    """The verdict of the narrowest exception for a group; the strictest of equally narrow ones.

    Exceptions without a verdict are ignored.
    """
    matching = [case for case in cases if case.verdict and _concerns(case.when, group)]
    narrowest = {
        str(case.verdict)
        for case in matching
        if not any(_is_narrower(second, case) for second in matching)
    }
    return next((verdict for verdict in reversed(_order(entry)) if verdict in narrowest), None)


def _is_narrower(first: RuleException, second: RuleException) -> bool:
    return covers(second.when, first.when) and not covers(first.when, second.when)


def _concerns(scope: AppliesTo, group: tuple[str, ...]) -> bool:
    """Whether a scope includes a group; an empty dimension includes every value."""
    dimensions = (getattr(scope, field) for field in DIMENSIONS)
    pairs = zip(dimensions, group, strict=True)
    return all(not values or value in values for values, value in pairs)


def outcomes(
    states: ComparedStates, old: Mapping[str, Outcome], new: Mapping[str, Outcome]
) -> ChangeType:
    """The outcomes of a flow. An added or removed outcome makes it changed."""
    shared = [(old[name], new[name]) for name in old.keys() & new.keys()]
    types = {_outcome(states, before, after) for before, after in shared if before != after}
    if old.keys() != new.keys():
        types.add("changed")
    return heaviest(types)


def _outcome(states: ComparedStates, old: Outcome, new: Outcome) -> ChangeType:
    if old.verdict != new.verdict:
        return verdict(states, old.verdict, new.verdict)
    if old.within != new.within:
        return deadline(states, old.within, new.within)
    texts = {"title", "action"}
    same = old.model_dump(exclude=texts) == new.model_dump(exclude=texts)
    return "reworded" if same else "changed"


def pending(states: ComparedStates, old: Pending | None, new: Pending | None) -> ChangeType:
    """A pending change: its announced answer is compared with the one announced before.

    Without a pending change, the answer of the rule takes its place. If only the start date has
    moved, an earlier date has the direction of the pending change, and a later date the opposite.
    """
    before, after = states.before, states.after
    assert isinstance(before, Rule)
    assert isinstance(after, Rule)
    announced = old.applied_to(before) if old else _answer(after)
    coming = new.applied_to(after) if new else _answer(after)
    change_type = _answer_change(states, announced, coming)
    if old is None or new is None or old.start == new.start or change_type != "reworded":
        return change_type
    effect = _answer_change(states, _answer(after), coming)
    opposite: Mapping[ChangeType, ChangeType] = {"stricter": "looser", "looser": "stricter"}
    if_earlier = effect if effect in opposite else "changed"
    return opposite.get(if_earlier, if_earlier) if new.start > old.start else if_earlier


def _answer(rule: Rule) -> Answer:
    """The current answer of a rule, in the form that `Pending.applied_to` returns."""
    conditions = rule.conditions if rule.verdict in (None, "yes_if") else None
    return Answer(rule.verdict, rule.answer, rule.statement, conditions)


def _answer_change(states: ComparedStates, old: Answer, new: Answer) -> ChangeType:
    """The change type between two answers, by the verdicts, then by the conditions."""
    if old.verdict != new.verdict:
        return verdict(states, old.verdict, new.verdict)
    return requirements(states, old.conditions, new.conditions)
