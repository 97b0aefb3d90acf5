"""Checks that every question of a decision flow is reachable and leads to an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...model.playbook import Origin, Playbook
from ...model.shown_parts import example_profiles, shown_parts
from ...model.value_descriptions import did_you_mean
from ...problems import Code, Phrase, Problem

if TYPE_CHECKING:
    from . import Flow

DEAD_END = Code("PB411", "error", "to", "what")
LOOP = Code("PB412", "error", "cycle")
UNREACHABLE = Code("PB413", "error", "name")
AMBIGUOUS_NAME = Code("PB414", "error", "name")
HIDDEN_STEP = Code("PB415", "error", "to", "where")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Dead ends, loops and unreachable steps of every flow."""
    for entry in playbook.of_kind("flows"):
        yield from _check_flow(cast("Flow", entry), playbook.origins[entry.id])


def _check_flow(flow: Flow, origin: Origin) -> Iterator[Problem]:
    steps = {*flow.questions, *flow.outcomes}
    if flow.start not in flow.questions:
        cure = did_you_mean(flow.start, flow.questions)
        yield DEAD_END.at(
            origin.location(("start",)), to=flow.start, what=Phrase("step.question"), cure=cure
        )
    for name, question in flow.questions.items():
        if name in flow.outcomes:
            yield AMBIGUOUS_NAME.at(origin.location(("outcomes", name), of_key=True), name=name)
        for index, answer in enumerate(question.answers):
            if answer.to not in steps:
                location = origin.location(("questions", name, "answers", index, "to"))
                yield DEAD_END.at(
                    location,
                    to=answer.to,
                    what=Phrase("step.question-or-outcome"),
                    cure=did_you_mean(answer.to, steps),
                )
    yield from _cycles(flow, origin)
    yield from _hidden_steps(flow, origin)
    targets = {answer.to for question in flow.questions.values() for answer in question.answers}
    if flow.start not in flow.questions or not targets <= steps:
        return  # such a flow has unreachable steps as a consequence
    reached = reachable(flow)
    for part, names in (("questions", flow.questions), ("outcomes", flow.outcomes)):
        for name in names:
            if name not in reached:
                yield UNREACHABLE.at(origin.location((part, name), of_key=True), name=name)


def _hidden_steps(flow: Flow, origin: Origin) -> Iterator[Problem]:
    """Answers that some organisation sees although it does not see their outcome."""
    reported = set()
    for profile in example_profiles(flow):
        shown = shown_parts(flow, profile)
        for name in sorted(reachable(shown) & shown.questions.keys()):
            for index, answer in enumerate(flow.questions[name].answers):
                is_answer_shown = answer in shown.questions[name].answers
                is_step_hidden = answer.to in flow.outcomes and answer.to not in shown.outcomes
                if is_answer_shown and is_step_hidden and (name, index) not in reported:
                    reported.add((name, index))
                    location = origin.location(("questions", name, "answers", index, "to"))
                    yield HIDDEN_STEP.at(location, to=answer.to, where=profile.names)


def reachable(flow: Flow) -> set[str]:
    """The names of the steps that can be reached from the start."""
    reached: set[str] = set()
    queue = [flow.start]
    while queue:
        name = queue.pop()
        if name not in reached:
            reached.add(name)
            question = flow.questions.get(name)
            queue += [answer.to for answer in question.answers] if question else []
    return reached


def _cycles(flow: Flow, origin: Origin) -> Iterator[Problem]:
    """One problem for each answer that leads back to an earlier question.

    ``trail`` are the questions on the way to the current one, and ``pending`` the same questions,
    each with the index of the answer to follow next.
    """
    finished: set[str] = set()
    for first in flow.questions:
        trail: dict[str, None] = {}
        pending = [(first, 0)] if first not in finished else []
        while pending:
            name, index = pending.pop()
            if index == 0:
                trail[name] = None
            answers = flow.questions[name].answers
            if index == len(answers):
                finished.add(trail.popitem()[0])
                continue
            pending.append((name, index + 1))
            to = answers[index].to
            if to in trail:
                steps = list(trail)
                cycle = " → ".join([*steps[steps.index(to) :], to])
                location = origin.location(("questions", name, "answers", index, "to"))
                yield LOOP.at(location, cycle=cycle)
            elif to in flow.questions and to not in finished:
                pending.append((to, 0))
