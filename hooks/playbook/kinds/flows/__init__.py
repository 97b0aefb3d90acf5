"""Decision flows: one question at a time, until an action with an owner."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ...model.directions import Bindings, ByVerdict, Changed, Parts, Reworded, ShorterIsStricter
from ...model.entry import AppliesTo, Entry, Verdict
from ...model.kind_parts import FirstQuestion, SearchSpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ChecklistRef, ContactOrRoleRef, RoleRef, TemplateRef
from ...model.types import FrozenModel, Prose, Slug, Text, ValueRef
from .checks import check, reachable
from .diagram import diagram
from .titles import says_verdict


class Answer(FrozenModel):
    """One way to answer a question, and where it leads."""

    text: Text = Field(description="The answer, in a few words.")
    to: Slug = Field(description="The question or outcome that comes next.")
    applies_to: AppliesTo | None = Field(None, description="Whom the answer is for.")


class Question(FrozenModel):
    """A step of the flow."""

    text: Text = Field(description="The question.")
    help: Prose | None = Field(None, description="What to think of when answering.")
    answers: list[Answer] = Field(min_length=2, description="The ways to answer, most usual first.")


class Outcome(FrozenModel):
    """Where the flow ends: what to do, who does it, and by when."""

    title: Text = Field(description="The outcome in a few words.")
    verdict: Verdict | None = Field(None, description="The verdict, where the flow asks for one.")
    action: Prose = Field(description="What to do.")
    role: RoleRef = Field(description="The role that does it.")
    within: ValueRef = Field(description="The value for how soon.")
    contact: ContactOrRoleRef | None = Field(None, description="Whom to turn to.")
    template: TemplateRef | None = Field(None, description="A reply to start from.")
    checklist: ChecklistRef | None = Field(None, description="A checklist to follow.")
    record: bool = Field(description="Whether to keep a record.")
    applies_to: AppliesTo | None = Field(None, description="Whom the outcome is for.")


OUTCOME_BINDINGS: Bindings = {
    "verdict": ByVerdict(),
    "within": ShorterIsStricter(),
    "role": Changed(),
    "contact": Changed(),
    "template": Changed(),
    "checklist": Changed(),
    "record": Changed(),
    "applies_to": Changed(),
    "title": Reworded(),
    "action": Reworded(),
}
"""How a change of each field of an outcome is classified; the first one that changed decides."""


def _pruned(flow: Flow) -> Flow:
    """The flow without answers that lead nowhere, and without steps that no answer leads to."""
    steps = {*flow.questions, *flow.outcomes}
    questions = {
        name: question.model_copy(
            update={"answers": [answer for answer in question.answers if answer.to in steps]}
        )
        for name, question in flow.questions.items()
    }
    reached = reachable(flow.model_copy(update={"questions": questions}))
    return flow.model_copy(
        update={
            "questions": {name: questions[name] for name in questions if name in reached},
            "outcomes": {name: flow.outcomes[name] for name in flow.outcomes if name in reached},
        }
    )


def _first_question(flow: Flow) -> FirstQuestion:
    first = flow.questions[flow.start]
    return FirstQuestion(first.text, [answer.text for answer in first.answers])


class Flow(Entry):
    """A decision, step by step."""

    spec: ClassVar[KindSpec[Flow]] = KindSpec(
        kind="flows",
        group="act",
        nav_order=10,
        layout="entry",
        summary_fields=("start",),
        is_binding=True,
        example_id="may-i-post",
        search=SearchSpec(action=_first_question),
        concerns_role=lambda flow, role: any(end.role == role for end in flow.outcomes.values()),
        checks=(check,),
        prune=_pruned,
        scripts=("flow",),
        template_functions=(diagram, says_verdict),
        bindings={
            "start": Changed(),
            "questions": Reworded(),
            "outcomes": Parts(OUTCOME_BINDINGS),
        },
    )

    start: Slug = Field(description="The question that comes first.")
    questions: dict[Slug, Question] = Field(
        examples=["{is-it-true: {text: {sv: Är det sant?, en: Is it true?}, answers: […]}}"],
        description="The questions by name.",
    )
    outcomes: dict[Slug, Outcome] = Field(
        examples=[
            "{reply: {title: {…}, action: {…}, role: moderator, within: reply_within, record: no}}"
        ],
        description="The outcomes by name.",
    )
