"""What the change of a verdict means: of a rule, its exceptions, a flow's ends, a coming rule.

A verdict alone decides the direction of what it stands in. The texts beside it only follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import get_args

from ..kinds.flows import Outcome
from ..kinds.policy import Answer, Pending, Rule, RuleException
from ..model.entry import AccountKind, AppliesTo, Entry, Sector
from .change import ChangeType, heaviest
from .classifiers import SIDES, ComparedStates, covers, deadline, direction, people, requirements

MAY = ("yes", "yes_if", "ask_first", "no")
MUST = ("no", "yes")
"""The verdicts from loose to strict: of what one may do, and of what one must do."""


def _order(entry: Entry) -> tuple[str, ...]:
    return MUST if getattr(entry, "asks", "may") == "must" else MAY


def verdict(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """The direction from one verdict to another; another kind of question gives none."""
    if getattr(states.before, "asks", None) != getattr(states.after, "asks", None):
        return "changed"
    return direction(_order(states.after), old or "", new or "")


def exceptions(
    states: ComparedStates, old: Sequence[RuleException], new: Sequence[RuleException]
) -> ChangeType:
    """Cases with another answer: what becomes of the verdict of those whom they concern."""
    if _contents(old) == _contents(new):
        return "editorial"
    found: set[ChangeType] = set()
    for group in _groups([case.when for case in (*old, *new)]):
        one, other = _exception(states.before, old, group), _exception(states.after, new, group)
        before = one or getattr(states.before, "verdict", None)
        after = other or getattr(states.after, "verdict", None)
        if (one or other) and before != after:
            found.add(verdict(states, before, after))
    return heaviest(found) if found else "reworded"


def _contents(cases: Sequence[RuleException]) -> list[str]:
    """Exceptions as they are compared, in whatever order they are written."""
    shown = ({**case.model_dump(), "when": list(map(sorted, people(case.when)))} for case in cases)
    return sorted(map(repr, shown))


_KNOWN: Mapping[str, frozenset[str]] = {
    "account": frozenset(get_args(AccountKind)), "sector": frozenset(get_args(Sector)),
}  # fmt: skip
"""The sides of a scope on which everyone can be named."""
_OTHERS = ""
"""Whoever is named by no scope."""


def _groups(scopes: Sequence[AppliesTo]) -> Iterator[tuple[str, ...]]:
    """The groups of people whom scopes tell apart, each by one example for every side."""
    examples = []
    for field in SIDES:
        changed = [frozenset[str](getattr(scope, field)) for scope in scopes]
        every = frozenset[str]().union(*changed)
        others = {_OTHERS} if every != _KNOWN.get(field) else set()
        alike = {tuple(one in its for its in changed): one for one in sorted(every | others)}
        examples.append(alike.values())
    yield from product(*examples)


def _exception(entry: Entry, cases: Sequence[RuleException], group: tuple[str, ...]) -> str | None:
    """The verdict of a group's narrowest exception; of several that are as narrow, the strictest.

    An exception that has no verdict leaves the verdict as it is.
    """
    theirs = [case for case in cases if case.verdict and _concerns(case.when, group)]
    narrowest = {
        str(case.verdict)
        for case in theirs
        if not any(_is_narrower(other, case) for other in theirs)
    }
    return next((one for one in reversed(_order(entry)) if one in narrowest), None)


def _is_narrower(one: RuleException, other: RuleException) -> bool:
    return covers(other.when, one.when) and not covers(one.when, other.when)


def _concerns(scope: AppliesTo, group: tuple[str, ...]) -> bool:
    changed = (getattr(scope, field) for field in SIDES)
    return all(not its or one in its for its, one in zip(changed, group, strict=True))


def outcomes(
    states: ComparedStates, old: Mapping[str, Outcome], new: Mapping[str, Outcome]
) -> ChangeType:
    """The ends of a flow. One that comes or goes has no direction."""
    shared = [(old[name], new[name]) for name in old.keys() & new.keys()]
    found = {_outcome(states, one, other) for one, other in shared if one != other}
    if old.keys() != new.keys():
        found.add("changed")
    return heaviest(found)


def _outcome(states: ComparedStates, old: Outcome, new: Outcome) -> ChangeType:
    if old.verdict != new.verdict:
        return verdict(states, old.verdict, new.verdict)
    if old.within != new.within:
        return deadline(states, old.within, new.within)
    texts = {"title", "action"}
    same = old.model_dump(exclude=texts) == new.model_dump(exclude=texts)
    return "reworded" if same else "changed"


def pending(states: ComparedStates, old: Pending | None, new: Pending | None) -> ChangeType:
    """A coming change is what it would be today: its answer is compared with the rule's own.

    One that is withdrawn or replaced is compared with what had been announced. One that has come
    true says nothing new, for the rule itself has changed. A mere delay is the other way round.
    """
    before, after = states.before, states.after
    assert isinstance(before, Rule)
    assert isinstance(after, Rule)
    announced = old.applied_to(before) if old else _answer(after)
    coming = new.applied_to(after) if new else _answer(after)
    found = _turn(states, announced, coming)
    if old is None or new is None or old.start == new.start or found != "reworded":
        return found
    turn = _turn(states, _answer(after), coming)
    delayed: Mapping[ChangeType, ChangeType] = {"stricter": "looser", "looser": "stricter"}
    sooner = turn if turn in delayed else "changed"
    return delayed.get(sooner, sooner) if new.start > old.start else sooner


def _answer(rule: Rule) -> Answer:
    """What a rule answers today, as `Pending.applied_to` says it of a later day."""
    conditions = rule.conditions if rule.verdict in (None, "yes_if") else None
    return Answer(rule.verdict, rule.answer, rule.statement, conditions)


def _turn(states: ComparedStates, old: Answer, new: Answer) -> ChangeType:
    """From one answer to another: the verdicts decide, and then the conditions."""
    if old.verdict != new.verdict:
        return verdict(states, old.verdict, new.verdict)
    return requirements(states, old.conditions, new.conditions)
