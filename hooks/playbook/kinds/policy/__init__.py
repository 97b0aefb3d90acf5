"""Policy rules: what people may and must do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import (
    Announced,
    ByVerdict,
    Changed,
    Exceptions,
    Explains,
    MoreIsStricter,
    Ordered,
    OrderedParts,
    Reworded,
    Ruling,
    ShorterIsStricter,
)
from ...model.entry import Entry, Verdict
from ...model.kind_parts import PostSpec, SearchSpec, Steps, UpcomingAnswer
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import ContactOrRoleRef
from ...model.types import ByLanguage, Date, FrozenModel, Prose, ProseList, Text, ValueRef
from ...post.check import Check
from .checks import CONSTRAINTS, check, check_easy_texts
from .parts import SANCTION_BINDINGS, Examples, ExamplesFor, Match, RuleException, Sanction


class Pending(FrozenModel):
    """A future change of the rule; absent fields do not change."""

    start: Date = Field(alias="from", description="The first day of the new wording.")
    verdict: Verdict | None = Field(None, description="The coming verdict.")
    answer: Prose | None = Field(None, description="The coming answer.")
    statement: Prose | None = Field(None, description="The coming statement.")
    conditions: ProseList | None = Field(None, description="The coming conditions.")

    def announced(self) -> UpcomingAnswer:
        """What readers see of the change before its date."""
        return UpcomingAnswer(self.start, self.answer or self.statement, self.verdict)

    def applied_to(self, rule: Rule) -> Answer:
        """The answer of the rule once the change applies. Yes and no have no conditions."""
        verdict = self.verdict or rule.verdict
        kept_conditions = rule.conditions if verdict in (None, "yes_if") else None
        return Answer(
            verdict, self.answer or rule.answer, self.statement or rule.statement,
            self.conditions or kept_conditions,
        )  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """A rule's answer on a date."""

    verdict: Verdict | None
    answer: Prose | None
    statement: Prose
    conditions: ProseList | None

    @classmethod
    def of(cls, rule: Rule) -> Answer:
        """The current answer of a rule, in the form that `Pending.applied_to` returns."""
        conditions = rule.conditions if rule.verdict in (None, "yes_if") else None
        return cls(rule.verdict, rule.answer, rule.statement, conditions)


def _ladder(rule: Rule) -> Steps | None:
    """The ladder of sanctions in a search result: each breach with what follows."""
    steps = [_joined(step.breach, step.text) for step in rule.sanctions]
    return Steps(steps) if steps else None


def _joined(title: ByLanguage, text: ByLanguage) -> ByLanguage:
    return {
        language: f"{title[language]}: {text[language]}" for language in title if language in text
    }


class Rule(Entry):
    """A rule: a question that people ask, and the organisation's answer."""

    spec: ClassVar[KindSpec[Rule]] = KindSpec(
        kind="policy",
        group="rules",
        nav_order=60,
        layout="chapter",
        summary_fields=(
            "question",
            "asks",
            "verdict",
            "statement",
            "pending",
        ),
        is_binding=True,
        deciding_fields=("asks", "verdict"),
        dependent_fields=("conditions",),
        ruling=lambda rule: Ruling(rule.asks, rule.verdict),
        headline="question",
        upcoming=lambda rule: rule.pending.announced() if rule.pending else None,
        contact=lambda rule: rule.ask,
        deadline=lambda rule: rule.within,
        concerns_role=lambda rule, role: any(step.decided_by == role for step in rule.sanctions),
        search=SearchSpec(leads=("answer", "statement", "summary", "why"), action=_ladder),
        post=PostSpec(checks="checks"),
        suggested_fields=("verdict", "ask", "asked_as"),
        choices={
            "asks": "rule.asks",
            "conditions_match": "rule.match",
            "no_answer": "rule.no_answer",
        },
        constraints=CONSTRAINTS,
        checks=(check, check_easy_texts),
        requires={"no_answer": "ask"},
        bindings={
            "question": Reworded(),  # a verdict answers it
            "asks": Changed(),
            "verdict": ByVerdict(),
            "answer": Reworded(),
            "statement": Reworded(),
            "conditions": MoreIsStricter(match="conditions_match"),
            "conditions_match": Ordered(("any", "all"), default="all"),
            "exceptions": Exceptions(),
            "ask": Changed(),
            "no_answer": Ordered(("yes", "no")),
            "within": ShorterIsStricter(),
            "consequence": Reworded(),
            "sanctions": OrderedParts(SANCTION_BINDINGS),
            "pending": Announced(Answer.of),
            "why": Explains(),
            "easy": Reworded(),  # people rely on the version that they read
            "examples": Explains(),
            "examples_for": Explains(),
            "checks": Explains(),
        },
    )

    question: Text = Field(
        examples=["{sv: Får jag dela jobbets inlägg?, en: May I share posts from work?}"],
        description="The question that the rule answers, as people put it.",
    )
    asks: Literal["may", "must", "what"] = Field(
        description="Whether the question asks for permission, obligation or a fact."
    )
    verdict: Verdict | None = Field(None, description="The answer if `asks` is `may` or `must`.")
    answer: Prose | None = Field(
        None, description="The answer if `asks` is `what`, with the fact first."
    )
    statement: Prose = Field(description="The rule itself, in one or two sentences.")
    why: Prose = Field(description="The reason, so that people can judge cases like it.")
    easy: Prose | None = Field(
        None, description="The rule in easy words and short sentences, with every condition."
    )
    conditions: ProseList | None = Field(None, description="What must hold for a yes_if.")
    conditions_match: Match | None = Field(
        None, description="Whether all conditions must hold, or any; without it, all."
    )
    exceptions: list[RuleException] = Field([], description="Cases with another answer.")
    examples: Examples = Field(description="What to do and what not to do.")
    examples_for: list[ExamplesFor] = Field(
        [], description="Further examples for some organisations or roles."
    )
    ask: ContactOrRoleRef | None = Field(None, description="Whom to ask: a contact or a role.")
    within: ValueRef | None = Field(None, description="The value that says how soon they answer.")
    no_answer: Literal["yes", "no"] | None = Field(
        None, description="Whether no answer in time means yes or no."
    )
    consequence: Prose | None = Field(None, description="What happens when the rule is broken.")
    sanctions: list[Sanction] = Field(
        [],
        examples=["[{breach: {…}, text: {…}, decided_by: manager}]"],
        description="What a first, a repeated and a serious breach lead to, in order.",
    )
    pending: Pending | None = Field(None, description="A change that takes effect later.")
    checks: list[Check] = Field([], description="What a program can look for in a post.")
