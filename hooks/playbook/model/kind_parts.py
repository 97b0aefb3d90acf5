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
"""What a search result lets its reader do at once."""


def _no_names(entry: Any, language: str) -> tuple[str, ...]:
    return ()


def _no_action(entry: Any) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class SearchSpec:
    """What the search takes from an entry, besides its title, its headline and ``asked_as``.

    Fields are given by their key in YAML.
    """

    phrases: tuple[str, ...] = ()
    """Texts that people ask with."""
    names: tuple[str, ...] = ()
    """Names that are the same in every language: a string, or a list of them."""
    leads: tuple[str, ...] = ("summary",)
    """Texts that answer: the first that an entry has is shown, and all of them weigh more."""
    same_as: Callable[[Any, str], Iterable[str]] = _no_names
    """Every word for the one thing that an entry is about, in a language."""
    action: Callable[[Any], Action | None] = _no_action
    """What a reader can do at once."""


@dataclass(frozen=True)
class AvoidedTerm:
    """A term that the organisation avoids or never uses, its forms, and what it writes instead."""

    use: Literal["avoid", "never"]
    instead: ByLanguage | None
    forms: ListByLanguage


@dataclass(frozen=True, kw_only=True)
class VocabularySpec:
    """What an entry says about words."""

    linked_forms: Callable[[Any, str], Iterable[str]] = _no_names
    """The forms in a language that are linked to the entry where texts use them."""
    avoided: Callable[[Any], AvoidedTerm | None] = _no_action
    """The term, if it is one to avoid."""
    current_name: Callable[[Any], str] = lambda entry: str(entry.id)
    former_names: Callable[[Any], Iterable[str]] = lambda entry: ()
    """Names that something had before, and its name today."""
    explains: tuple[str, ...] = ()
    """Fields in which abbreviations are explained."""


@dataclass(frozen=True, kw_only=True)
class PostSpec:
    """What an entry says about posts. Fields are given by their name in the model."""

    checks: str | None = None
    """The field with the checks that a program can run on a draft."""
    pairs: str | None = None
    """The field with bad and good examples, by which the checks are tested."""
    self_check: str | None = None
    """The field with questions that only a person can answer."""
    is_published_in: Callable[[Any], bool] = lambda entry: False
    """Whether the entry is a channel in which posts are published."""
    max_characters: Callable[[Any], int | None] = _no_action
    """The length of a post in the channel."""


@dataclass(frozen=True)
class Slots:
    """A text with slots in braces that a reader fills in, and the field that describes them."""

    text: str
    slots: str


def texts_of(entry: Entry, field: str, language: str) -> tuple[str, ...]:
    """The texts of a field in a language; empty if it has none."""
    value = getattr(entry, field)
    words = value.get(language) if value else None
    return (words,) if isinstance(words, str) else tuple(words or ())
