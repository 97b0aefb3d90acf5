"""The specification of a kind of entry: all that the rest of the program knows about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ..problems import Problem
from .directions import Bindings, Ruling
from .kind_parts import Constraint, PostSpec, SearchSpec, Slots, UpcomingAnswer, VocabularySpec

if TYPE_CHECKING:
    from .entry import Entry
    from .playbook import Playbook

Layout = Literal["chapter", "entry", "kind"]
Group = Literal["act", "rules", "plan", "places", "words"]
E = TypeVar("E", bound="Entry", contravariant=True)


Check = Callable[["Playbook"], Iterator[Problem]]
"""Yields the problems of the entries of a kind."""
Finding = tuple[str, Problem]
"""The id of an entry, and its problem."""


def _nothing(entry: Entry) -> None:
    return None


def _itself(entry: Any) -> Any:
    return entry


def _never(entry: Entry) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class KindSpec(Generic[E]):
    """What a kind is, and how its entries are shown, searched and compared.

    The first five attributes are required. Fields are given by their name in the model.
    """

    kind: str
    """The kind's name, which is also the name of its data file or folder."""
    group: Group
    """The navigation group that the kind belongs to."""
    nav_order: int
    """The position of the kind in the navigation."""
    is_binding: bool
    """Whether a new or retired entry changes what people may do, must do or can expect."""
    bindings: Bindings
    """The direction of each of the kind's own fields, by its name in the model."""

    layout: Layout = "kind"
    """Whether each chapter or each entry has a page, or the kind has a single page."""
    summary_fields: tuple[str, ...] = ()
    """The fields that other pages show in addition to title and summary."""
    is_reference_target: bool = False
    """Whether entries of this kind only make sense as targets of references (PB723 checks this)."""
    deciding_fields: tuple[str, ...] = ()
    """Fields that decide the change type of a whole entry; the first changed field decides."""
    dependent_fields: tuple[str, ...] = ()
    """Fields that get the change type of a deciding field, if that changed."""
    requires: Mapping[str, str] = field(default_factory=dict)
    """Some fields, each with another field without which it has no meaning."""
    suggested_fields: tuple[str, ...] = ()
    """Optional fields that `playbook new` writes."""
    staff_fields: tuple[str, ...] = ()
    """Fields that the public edition leaves out, also in public entries; ``a.b`` is b in a."""
    dropped_references: tuple[str, ...] = ()
    """Fields with a reference that the public edition leaves out if its target is not public."""
    example_id: str = "an-entry"
    """The id of an entry, for the examples in schemas."""

    choices: Mapping[str, str] = field(default_factory=dict)
    """By field, the prefix of the labels of its choices: ``standing`` for ``standing.trial``."""
    headline: str = "title"
    """The field that represents the entry in lists, on its own page and in data files."""
    index_fields: tuple[str, ...] = ()
    """Fields that the A–Z index lists, in addition to title and headline."""
    ruling: Callable[[E], Ruling | None] = _nothing
    """What the entry allows or demands."""
    upcoming: Callable[[E], UpcomingAnswer | None] = _nothing
    """The announced answer, which applies from a later day on."""
    contact: Callable[[E], str | None] = _nothing
    """The id of the role or contact to ask."""
    deadline: Callable[[E], str | None] = _nothing
    """The name of the value that says how soon the contact answers."""
    concerns_role: Callable[[E, str], bool] = lambda entry, role: False
    """Whether the page of a role, given by its id, lists the entry."""
    deputy: Callable[[E], str | None] = _nothing
    """The role that steps in for the owner; it must not be the owner."""
    lacks_backup: Callable[[E], bool] = _never
    """Whether a backup is required but missing."""
    may_be_unlinked: Callable[[E], bool] = _never
    """Whether an entry of a reference target kind is valid without references to it."""

    prune: Callable[[E], E] = _itself
    """Removes the parts that nothing leads to, after the hidden parts have been removed."""

    search: SearchSpec = field(default_factory=SearchSpec)
    vocabulary: VocabularySpec = field(default_factory=VocabularySpec)
    post: PostSpec = field(default_factory=PostSpec)
    slots: Slots | None = None
    constraints: tuple[Constraint, ...] = ()
    """What must fit together in an entry; ``checks`` report it, and so does the page that suggests
    a change."""
    checks: tuple[Check, ...] = ()
    """The kind's own checks."""
    findings: tuple[Callable[[Playbook], Iterator[Finding]], ...] = ()
    """The kind's own checks for stale or doubtful content, which an entry may suppress."""
    scripts: tuple[str, ...] = ()
    """JavaScript modules of the theme that the kind's pages load."""
    template_functions: tuple[Callable[..., Any], ...] = ()
    """Functions that templates may call by their name."""
