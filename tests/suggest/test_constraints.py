"""Compares the constraints that the page checks between fields with the check of the rules."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from playbook.kinds.policy import Pending, Rule
from playbook.kinds.policy.checks import CONSTRAINTS, check
from playbook.kinds.policy.parts import RuleException
from playbook.model.entry import Verdict
from playbook.model.playbook import Origin, Playbook
from playbook.problems import Problem
from playbook.source.tree import read_tree
from site_helpers import handbook_of
from suggest.page_in_node import run
from support import SMALL

TEXT = {"sv": "Text", "en": "Text"}
VERDICTS = (None, *get_args(Verdict))
PAGE_PROBLEMS = {
    "PB431": "needed verdict",
    "PB432": "needed answer",
    "PB434": "needed conditions",
    "PB436": "needed ask",
    "PB433": "forbidden",
    "PB435": "verdict",
}
"""The page's problem for each code. If it names no field, the location says which field."""
LINES = (
    "", "asks", "verdict", "answer", "no_answer",
    "exceptions", "exceptions.1.verdict", "exceptions.1.answer",
    "pending", "pending.verdict", "pending.answer",
)  # fmt: skip
"""The page's id of the field on each line of ``TREE``, from line 0."""
_TREE, _ = read_tree(
    "rule.yml",
    "asks: x\nverdict: x\nanswer: x\nno_answer: x\n"
    "exceptions:\n- verdict: x\n  answer: x\npending:\n  verdict: x\n  answer: x\n",
)
assert _TREE is not None
TREE = _TREE
"""The file in which the check finds the fields of every rule: one field on each line."""
Values = dict[tuple[str | int, ...], Any]


def states() -> Iterator[Values]:
    """Each combination of the fields that depend on each other, in a rule and in its parts."""
    fields = ("asks", "verdict", "answer", "conditions", "no_answer", "ask")
    asks_values = ("may", "must", "what")
    texts = (None, TEXT)
    lists = (None, {language: [text] for language, text in TEXT.items()})
    for values in itertools.product(
        asks_values, VERDICTS, texts, lists, (None, "yes", "no"), (None, "press-desk")
    ):
        yield {(field,): value for field, value in zip(fields, values, strict=True)}
    for part in (("exceptions", 1), ("pending",)):
        for asks, verdict, answer in itertools.product(asks_values, VERDICTS, texts):
            if part == ("pending",) and verdict == "yes_if":
                continue  # the rule's conditions may still apply: only `apply` checks that
            own: Values = {("verdict",): None if asks == "what" else "yes"}
            own[("answer",)] = TEXT if asks == "what" else None
            yield {
                ("asks",): asks, **own, (*part, "verdict"): verdict, (*part, "answer"): answer,
            }  # fmt: skip


def rule_with(rule: Rule, values: Values) -> Rule:
    """A rule in which the fields that depend on each other have only these values.

    The values are not validated.
    """
    parts: dict[str, dict[str, Any]] = {"exceptions": {}, "pending": {}}
    own: dict[str, Any] = dict.fromkeys(("verdict", "answer", "conditions", "no_answer", "ask"))
    for path, value in values.items():
        (parts[str(path[0])] if len(path) > 1 else own)[str(path[-1])] = value
    empty = {"verdict": None, "answer": None, "conditions": None}
    exception = RuleException.model_construct(text=TEXT, **{**empty, **parts["exceptions"]})
    pending = Pending.model_construct(start=date(2027, 1, 1), **{**empty, **parts["pending"]})
    return rule.model_copy(update={**own, "exceptions": [exception], "pending": pending})


def problems_of(rule: Rule, playbook: Playbook) -> set[str]:
    """The errors that the check of the rules finds in one rule, as the page names them.

    A warning is for the editor: the page sends the suggestion all the same.
    """
    alone = dataclasses.replace(
        playbook, entries={rule.id: rule}, origins={rule.id: Origin(TREE, ())}
    )
    return {as_on_the_page(problem) for problem in check(alone) if problem.level == "error"}


def as_on_the_page(problem: Problem) -> str:
    name = PAGE_PROBLEMS[problem.code]
    return name if " " in name else f"{name} {LINES[problem.location.line]}"


def without_consequences(problems: list[str]) -> set[str]:
    """The page's problems without those that the check does not report.

    If an answer in a part is forbidden, the check does not report the verdict of the part.
    """
    pairs = [problem.split(" ") for problem in problems]
    forbidden = {part_of(id) for name, id in pairs if name == "forbidden"}
    return {
        f"{name} {id}" for name, id in pairs if name != "verdict" or part_of(id) not in forbidden
    }


def part_of(id: str) -> str:
    """The id of the part in which a field is; empty for a field of the rule itself."""
    return id.rpartition(".")[0]


def test_the_page_and_the_check_find_the_same_problems() -> None:
    playbook = handbook_of(SMALL).playbook
    rule = playbook.entries["share-job-posts"]
    assert isinstance(rule, Rule)
    cases = list(states())
    found = run(
        constraints={
            "constraints": [constraint.as_data() for constraint in CONSTRAINTS],
            "cases": [
                {"fields": list(values), "values": list(values.values())} for values in cases
            ],
        }
    )["constraints"]
    expected = [problems_of(rule_with(rule, values), playbook) for values in cases]
    differing = [
        (values, page, check_finds)
        for values, page, check_finds in zip(cases, found, expected, strict=True)
        if without_consequences(page) != check_finds
    ]
    assert differing[:3] == []
    assert {each.split()[0] for problems in expected for each in problems} == {
        "needed", "forbidden", "verdict",
    }  # fmt: skip
    assert set().union(*expected) >= {
        "needed answer", "needed ask", "needed conditions", "needed verdict",
        "forbidden exceptions.1.answer", "forbidden pending.verdict",
        "verdict exceptions.1.verdict", "verdict pending.verdict",
    }  # fmt: skip
