"""A rule answers its question: with a verdict, or with an answer where it asks for a fact."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.policy import Rule
from ..model.playbook import Origin, Playbook
from ..problems import Code, Problem

NO_VERDICT = Code(
    "PB431",
    "error",
    "the rule '{id}' asks '{asks}' and has no verdict",
    "add verdict: one of {choices}",
)
NO_ANSWER = Code("PB432", "error", "the rule '{id}' asks 'what' and has no answer", "add an answer")
NOT_BOTH = Code(
    "PB433",
    "error",
    "the rule '{id}' asks '{asks}', so it has no '{key}'",
    "remove '{key}', or change asks",
)
NO_CONDITIONS = Code(
    "PB434",
    "error",
    "the verdict of '{id}' is yes_if, and there are no conditions",
    "add the conditions, or write verdict: yes",
)
WRONG_VERDICT = Code(
    "PB435",
    "error",
    "'{verdict}' answers no question that begins with must",
    "write yes or no, or change asks to may",
)
MUST = ("yes", "no")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Rules whose verdict or answer does not fit what they ask."""
    for entry in playbook.of_kind("policy"):
        if isinstance(entry, Rule):
            yield from _rule(entry, playbook.origins[entry.id])


def _rule(rule: Rule, origin: Origin) -> Iterator[Problem]:
    place = origin.place(("asks",))
    if rule.asks == "what":
        if rule.answer is None:
            yield NO_ANSWER.at(place, id=rule.id)
        if rule.verdict is not None:
            at = origin.place(("verdict",))
            yield NOT_BOTH.at(at, id=rule.id, asks=rule.asks, key="verdict")
        return
    choices = "yes, no" if rule.asks == "must" else "yes, yes_if, ask_first, no"
    if rule.verdict is None:
        yield NO_VERDICT.at(place, id=rule.id, asks=rule.asks, choices=choices)
    if rule.answer is not None:
        at = origin.place(("answer",))
        yield NOT_BOTH.at(at, id=rule.id, asks=rule.asks, key="answer")
    if rule.asks == "must" and rule.verdict not in (None, *MUST):
        yield WRONG_VERDICT.at(origin.place(("verdict",)), verdict=rule.verdict)
    if rule.verdict == "yes_if" and not rule.conditions:
        yield NO_CONDITIONS.at(origin.place(("verdict",)), id=rule.id)
