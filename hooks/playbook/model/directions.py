"""Directions: how a change to a field affects readers. A kind gives one to each of its fields.

A direction is data. `changes/classifiers.py` classifies a change by the direction of the field, and
by its old and new value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Verdict = Literal["yes", "yes_if", "ask_first", "no"]
QuestionType = Literal["may", "must", "what"]


@dataclass(frozen=True)
class Ruling:
    """What an entry allows or demands: the type of its question, and its verdict."""

    question_type: QuestionType
    verdict: Verdict | None


class Answer(Protocol):
    """The answer that an entry gives on a date."""

    @property
    def verdict(self) -> Verdict | None: ...
    @property
    def conditions(self) -> Mapping[str, Sequence[str]] | None: ...


class AnnouncedAnswer(Protocol):
    """A value that changes the answer of its entry on a date."""

    @property
    def start(self) -> dt.date: ...
    def applied_to(self, entry: Any, /) -> Answer: ...


@dataclass(frozen=True)
class NotCompared:
    """Not compared: only editors see the field, or a type such as ``moved`` covers its changes."""


@dataclass(frozen=True)
class ReviewDate:
    """The date of a review."""


@dataclass(frozen=True)
class Explains:
    """Not binding: a change to the field is editorial.

    ``in_any_order`` ignores the order of a list. ``per_language`` marks texts that are not
    translations of each other.
    """

    in_any_order: bool = False
    per_language: bool = False


@dataclass(frozen=True)
class Changed:
    """Binding, but neither stricter nor looser. ``in_any_order`` ignores the order of a list."""

    in_any_order: bool = False


@dataclass(frozen=True)
class Reworded:
    """Binding text: only a person can say whether a new wording is stricter."""


@dataclass(frozen=True)
class Ordered:
    """A choice with its values from loose to strict; other values have no direction.

    ``default`` is the value of an absent field.
    """

    values: tuple[str, ...]
    default: str | None = None


@dataclass(frozen=True)
class ByVerdict:
    """A verdict: its order depends on the type of question (`KindSpec.ruling`)."""


@dataclass(frozen=True)
class MoreIsStricter:
    """A list of requirements by language, in any order.

    ``match`` is the field that says whether all must hold. If it is ``any``, more is looser.
    """

    match: str | None = None


@dataclass(frozen=True)
class FewerIsStricter:
    """A list of permissions, in any order."""


@dataclass(frozen=True)
class ShorterIsStricter:
    """The name of a value with a duration. An absent name is the loosest."""


@dataclass(frozen=True)
class Scope:
    """Whom an entry applies to: a wider scope is stricter for a demand, looser for a permission."""


@dataclass(frozen=True)
class Exceptions:
    """A list of cases with a scope ``when``, whose ``verdict`` replaces that of the entry."""


@dataclass(frozen=True)
class Parts:
    """Named parts, and the directions of their fields. The first field that changed decides."""

    fields: Mapping[str, Direction]


@dataclass(frozen=True)
class OrderedParts:
    """A list of parts, each with the fields in ``fields``; the first field that changed decides.

    A list with more or fewer parts has changed without a direction.
    """

    fields: Mapping[str, Direction]


@dataclass(frozen=True)
class Announced:
    """An `AnnouncedAnswer` or none; ``current_answer`` returns the present answer of an entry."""

    current_answer: Callable[[Any], Answer]


Direction = (
    NotCompared | ReviewDate | Explains | Changed | Reworded | Ordered | ByVerdict
    | MoreIsStricter | FewerIsStricter | ShorterIsStricter | Scope | Exceptions | Parts
    | OrderedParts | Announced
)  # fmt: skip
Bindings = Mapping[str, Direction]
"""The direction of each field, by its name in the model."""


def binds(direction: Direction) -> bool:
    """Whether a change of the field affects what people may do, must do or can expect."""
    return not isinstance(direction, NotCompared | ReviewDate | Explains)


def ignores_order(direction: Direction) -> bool:
    """Whether the order of a list is irrelevant."""
    if isinstance(direction, Explains | Changed):
        return direction.in_any_order
    return isinstance(direction, FewerIsStricter)


def is_per_language(direction: Direction) -> bool:
    """Whether the texts of a field are not translations of each other."""
    return isinstance(direction, Explains) and direction.per_language


def has_verdicts(bindings: Bindings) -> bool:
    """Whether any of the fields is or contains a verdict."""
    return any(
        isinstance(direction, ByVerdict | Exceptions | Announced)
        or (isinstance(direction, Parts | OrderedParts) and has_verdicts(direction.fields))
        for direction in bindings.values()
    )
