"""Checks that a rule has a verdict, or an answer if its question asks for a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast, get_args

from ...model.entry import Verdict
from ...model.kind_parts import Constraint
from ...model.playbook import Origin, Playbook
from ...model.selection import shown_ids
from ...problems import Code, Problem
from ...source.tree import DataPath

if TYPE_CHECKING:
    from . import Pending, Rule
    from .parts import RuleException

NO_VERDICT = Code("PB431", "error", "id", "asks", "choices")
NO_ANSWER = Code("PB432", "error", "id")
NOT_BOTH = Code("PB433", "error", "id", "asks", "key")
NO_CONDITIONS = Code("PB434", "error", "id")
NO_ONE_TO_ASK = Code("PB436", "error", "id")
EXCEPTION_ENDS = Code("PB437", "error", "id", "start", "end")
CANNOT_RECUR = Code("PB438", "error", "id")
NOBODY_TO_ASK = Code("PB995", "notice", "id")
NO_EASY_TEXT = Code("PB455", "notice", "missing", "all")
WRONG_VERDICT = Code("PB435", "error", "verdict")
MUST_VERDICTS = ("yes", "yes_if", "no")
_PARTS = ("exceptions", "pending")
CONSTRAINTS = (
    Constraint(when="asks", is_one_of=("what",), field="answer", needs="text"),
    Constraint(when="asks", is_one_of=("what",), field="verdict", needs="nothing", parts=_PARTS),
    Constraint(when="asks", is_one_of=("may", "must"), field="verdict", needs="text"),
    Constraint(
        when="asks", is_one_of=("may", "must"), field="answer", needs="nothing", parts=_PARTS
    ),
    Constraint(
        when="asks", is_one_of=("must",), field="verdict", needs=MUST_VERDICTS, parts=_PARTS
    ),
    Constraint(when="verdict", is_one_of=("yes_if",), field="conditions", needs="text"),
    Constraint(when="no_answer", is_one_of=("yes", "no"), field="ask", needs="text"),
)
"""PB431 to PB436 for the page *suggest a change*, which has no announced answer to complete."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Rules whose verdict or answer does not match their type of question."""
    shown = shown_ids(playbook)
    for entry in playbook.of_kind("policy"):
        rule, origin = cast("Rule", entry), playbook.origins[entry.id]
        yield from _check_rule(rule, origin)
        if rule.ask is None and rule.status == "current" and rule.id in shown:
            yield from islice(_asks_first(rule, origin), 1)


def check_easy_texts(playbook: Playbook) -> Iterator[Problem]:
    """One notice of the rules for all employees without an easy text, once a rule has one.

    The starter has it for some rules; it is not reported before the text is adopted.
    """
    if playbook.settings.starter:
        return
    shown = shown_ids(playbook)
    rules = [cast("Rule", entry) for entry in playbook.of_kind("policy") if entry.id in shown]
    current = [rule for rule in rules if rule.status == "current"]
    for_all = [rule for rule in current if is_for_all(rule)]
    missing = [rule for rule in for_all if not rule.easy]
    if missing and any(rule.easy for rule in current):
        first, *others = (playbook.origins[rule.id].location() for rule in missing)
        problem = NO_EASY_TEXT.at(first, missing=len(missing), all=len(for_all))
        yield replace(problem, related=tuple(others))


def is_for_all(rule: Rule) -> bool:
    """Whether a rule applies to every employee: to personal accounts too, and in every role."""
    return not rule.applies_to.roles and rule.applies_to.account != ["official"]


def _check_rule(rule: Rule, origin: Origin) -> Iterator[Problem]:
    location = origin.location(("asks",))
    if rule.asks == "what" and rule.answer is None:
        yield NO_ANSWER.at(location, id=rule.id)
    if rule.asks != "what" and rule.verdict is None:
        choices = MUST_VERDICTS if rule.asks == "must" else get_args(Verdict)
        yield NO_VERDICT.at(location, id=rule.id, asks=rule.asks, choices=choices)
    if rule.verdict == "yes_if" and not rule.conditions:
        yield NO_CONDITIONS.at(origin.location(("verdict",)), id=rule.id)
    if rule.no_answer is not None and rule.ask is None:
        yield NO_ONE_TO_ASK.at(origin.location(("no_answer",)), id=rule.id)
    yield from _mismatches(rule, origin, part=rule, path=())
    for index, exception in enumerate(rule.exceptions):
        path = ("exceptions", index)
        yield from _mismatches(rule, origin, exception, path)
        if exception.start and exception.end and exception.end < exception.start:
            location = origin.location((*path, "to"))
            yield EXCEPTION_ENDS.at(location, id=rule.id, start=exception.start, end=exception.end)
        elif exception.every_years and not _can_recur(exception):
            yield CANNOT_RECUR.at(origin.location((*path, "every_years")), id=rule.id)
    if rule.pending is not None:
        yield from _mismatches(rule, origin, rule.pending, ("pending",))
        if rule.pending.verdict == "yes_if" and not (rule.pending.conditions or rule.conditions):
            yield NO_CONDITIONS.at(origin.location(("pending", "verdict")), id=rule.id)


def _asks_first(rule: Rule, origin: Origin) -> Iterator[Problem]:
    """The verdicts that tell readers to ask first, and to wait for an answer."""
    exceptions = (
        (("exceptions", index), exception) for index, exception in enumerate(rule.exceptions)
    )
    parts: list[tuple[DataPath, Rule | RuleException | Pending | None]] = [
        ((), rule), *exceptions, (("pending",), rule.pending),
    ]  # fmt: skip
    for path, part in parts:
        if part is not None and part.verdict == "ask_first":
            yield NOBODY_TO_ASK.at(origin.location((*path, "verdict")), id=rule.id)


def _can_recur(exception: RuleException) -> bool:
    """Whether an exception has a first and a last day, and ends before it begins again."""
    start, end, years = exception.start, exception.end, exception.every_years or 0
    if start is None or end is None:
        return False
    return (end.year, end.month, end.day) < (start.year + years, start.month, start.day)


def _mismatches(
    rule: Rule, origin: Origin, part: Rule | RuleException | Pending, path: DataPath
) -> Iterator[Problem]:
    """Verdicts and answers of a rule, an exception or a pending change that do not match 'asks'."""
    excluded = "verdict" if rule.asks == "what" else "answer"
    if getattr(part, excluded) is not None:
        location = origin.location((*path, excluded))
        yield NOT_BOTH.at(location, id=rule.id, asks=rule.asks, key=excluded)
    elif rule.asks == "must" and part.verdict not in (None, *MUST_VERDICTS):
        yield WRONG_VERDICT.at(origin.location((*path, "verdict")), verdict=part.verdict)
