"""A decision flow comes to an end from every question, and every question is reached."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.flows import Flow
from ..model.playbook import Origin, Playbook
from ..model.wording import guess
from ..problems import Code, Problem

DEAD_END = Code(
    "PB411",
    "error",
    "'{to}' is no {what} of this flow",
    "add it, or lead elsewhere",
)
LOOP = Code(
    "PB412", "error", "the flow goes in a circle: {circle}", "lead one of the answers to an outcome"
)
UNREACHED = Code(
    "PB413", "error", "no answer leads to '{name}'", "lead an answer there, or remove it"
)
TWICE = Code(
    "PB414", "error", "'{name}' is both a question and an outcome", "give one of them another name"
)


def check(playbook: Playbook) -> Iterator[Problem]:
    """Dead ends, circles and unreached steps of every flow."""
    for entry in playbook.of_kind("flows"):
        if isinstance(entry, Flow):
            yield from _flow(entry, playbook.origins[entry.id])


def _flow(flow: Flow, origin: Origin) -> Iterator[Problem]:
    steps = {*flow.questions, *flow.outcomes}
    if flow.start not in flow.questions:
        cure = guess(flow.start, flow.questions)
        yield DEAD_END.at(origin.place(("start",)), to=flow.start, what="question", cure=cure)
    for name, question in flow.questions.items():
        if name in flow.outcomes:
            yield TWICE.at(origin.place(("outcomes", name), of_key=True), name=name)
        for index, answer in enumerate(question.answers):
            if answer.to not in steps:
                place = origin.place(("questions", name, "answers", index, "to"))
                yield DEAD_END.at(
                    place,
                    to=answer.to,
                    what="question and no outcome",
                    cure=guess(answer.to, steps),
                )
    yield from _circles(flow, origin)
    to = {answer.to for question in flow.questions.values() for answer in question.answers}
    if flow.start not in flow.questions or not to <= steps:
        return  # what cannot be reached, cannot because of that
    reached = _reached(flow)
    for part, names in (("questions", flow.questions), ("outcomes", flow.outcomes)):
        for name in names:
            if name not in reached:
                yield UNREACHED.at(origin.place((part, name), of_key=True), name=name)


def _reached(flow: Flow) -> set[str]:
    reached: set[str] = set()
    ahead = [flow.start]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            question = flow.questions.get(name)
            ahead += [answer.to for answer in question.answers] if question else []
    return reached


def _circles(flow: Flow, origin: Origin) -> Iterator[Problem]:
    """One problem for each question from which an answer leads back to a question before it."""
    done: set[str] = set()
    for first in flow.questions:
        trail: dict[str, None] = {}
        pending = [(first, 0)] if first not in done else []
        while pending:
            name, index = pending.pop()
            if index == 0:
                trail[name] = None
            answers = flow.questions[name].answers
            if index == len(answers):
                done.add(trail.popitem()[0])
                continue
            pending.append((name, index + 1))
            to = answers[index].to
            if to in trail:
                steps = list(trail)
                circle = " → ".join([*steps[steps.index(to) :], to])
                place = origin.place(("questions", name, "answers", index, "to"))
                yield LOOP.at(place, circle=circle)
            elif to in flow.questions and to not in done:
                pending.append((to, 0))
