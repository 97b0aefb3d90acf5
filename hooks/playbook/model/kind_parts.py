"""The parts of a kind's specification that only some kinds have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .directions import Verdict
from .types import ByLanguage, ListByLanguage

if TYPE_CHECKING:
    from .entry import Entry


@dataclass(frozen=True)
class UpcomingAnswer:
    """The answer that an entry gives from a later day on; parts that are None do not change."""

    start: dt.date
    text: ByLanguage | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Steps:
    """Steps that a search result shows."""

    steps: Sequence[ByLanguage]


@dataclass(frozen=True)
class FirstQuestion:
    """The first question of a decision, and its answers."""

    question: ByLanguage
    answers: Sequence[ByLanguage]


@dataclass(frozen=True)
class ContactOption:
    """A way to contact somebody: the key of its label, and its address as text and as a URL."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class ContactOptions:
    """All the ways to contact somebody."""

    options: Sequence[ContactOption]


Action = Steps | FirstQuestion | ContactOptions
"""What a reader can do in a search result."""


def _no_names(entry: Any, language: str) -> tuple[str, ...]:
    return ()


def _nothing(entry: Any) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class SearchSpec:
    """What the search reads from an entry, in addition to title, headline and ``asked_as``.

    Fields are given by their key in YAML.
    """

    phrases: tuple[str, ...] = ()
    """Fields with text that is phrased like a query."""
    names: tuple[str, ...] = ()
    """Fields with names that are the same in every language: a string or a list of strings."""
    leads: tuple[str, ...] = ("summary",)
    """Fields that answer a query. Results show the first that is set; all have extra weight."""
    same_as: Callable[[Any, str], Iterable[str]] = _no_names
    """All names of what the entry is about, in a language."""
    action: Callable[[Any], Action | None] = _nothing
    """What a reader can do in the search result."""


@dataclass(frozen=True)
class AvoidedTerm:
    """A term that the organisation avoids or never uses, its forms, and what it writes instead."""

    use: Literal["avoid", "never"]
    instead: ByLanguage | None
    forms: ListByLanguage


@dataclass(frozen=True, kw_only=True)
class VocabularySpec:
    """What an entry defines about words."""

    linked_forms: Callable[[Any, str], Iterable[str]] = _no_names
    """The word forms that become links to the entry wherever prose in a language uses them."""
    avoided: Callable[[Any], AvoidedTerm | None] = _nothing
    """The term, if the organisation avoids it; otherwise None."""
    current_name: Callable[[Any], str] = lambda entry: str(entry.id)
    """The name to write instead of a former name."""
    former_names: Callable[[Any], Iterable[str]] = lambda entry: ()
    """The former names of what the entry is about."""
    explains: tuple[str, ...] = ()
    """Fields that explain abbreviations."""


@dataclass(frozen=True, kw_only=True)
class PostSpec:
    """What an entry defines about posts. Fields are given by their name in the model."""

    checks: str | None = None
    """The field with the checks that a program can run on a draft."""
    pairs: str | None = None
    """The field with bad and good examples, which are the tests of the checks."""
    self_check: str | None = None
    """The field with questions that only a person can answer."""
    is_published_in: Callable[[Any], bool] = lambda entry: False
    """Whether the entry is a channel in which posts are published."""
    max_characters: Callable[[Any], int | None] = _nothing
    """The maximum length of a post in the channel, or None."""


@dataclass(frozen=True, kw_only=True)
class Constraint:
    """What a field must be while another field of the entry has one of some values.

    The page *suggest a change* checks it; a check of the kind reports it. Fields are given by
    their key in YAML.
    """

    when: str
    is_one_of: tuple[str, ...]
    field: str
    """The field that depends on the other, also in the parts ``parts`` of the entry."""
    needs: Literal["text", "nothing"] | tuple[str, ...]
    """A value, no value, or, if it has one, one of these."""
    parts: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The constraint as JSON has it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
        }


@dataclass(frozen=True)
class Slots:
    """The fields of an entry with slots, which a reader fills in.

    ``text`` is the name of the field whose text has the slots in braces, and ``slots`` that of the
    field that describes them.
    """

    text: str
    slots: str


def texts_of(entry: Entry, field: str, language: str) -> tuple[str, ...]:
    """The texts of a field in a language; empty if it has none."""
    value = getattr(entry, field)
    texts = value.get(language) if value else None
    return (texts,) if isinstance(texts, str) else tuple(texts or ())
