"""The specification of a kind of entry: everything that the rest of the program asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ..problems import Problem
from .directions import Bindings, Ruling
from .kind_parts import PostSpec, SearchSpec, Slots, UpcomingAnswer, VocabularySpec

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

    The first five parts must be given. Fields are given by their name in the model.
    """

    kind: str
    """The kind's name: of its file or folder, its templates and its labels."""
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
    suggested_fields: tuple[str, ...] = ()
    """Optional fields that `playbook new` writes."""
    example_id: str = "an-entry"
    """The id of an entry, for the examples in schemas."""

    choices: Mapping[str, str] = field(default_factory=dict)
    """The labels of choices: by field, the key before the values, as in ``standing.trial``."""
    headline: str = "title"
    """The text that stands for the entry in lists, on its own page and for machines."""
    index_fields: tuple[str, ...] = ()
    """Texts that the index from A to Z lists, besides title and headline."""
    ruling: Callable[[E], Ruling | None] = _nothing
    """What the entry allows or demands."""
    upcoming: Callable[[E], UpcomingAnswer | None] = _nothing
    """What it answers from a later day on."""
    contact: Callable[[E], str | None] = _nothing
    """The id of the role or contact to ask."""
    deadline: Callable[[E], str | None] = _nothing
    """The name of the value that says how soon they answer."""
    concerns_role: Callable[[E, str], bool] = lambda entry, role: False
    """Whether the page of a role, given by its id, lists the entry."""
    deputy: Callable[[E], str | None] = _nothing
    """The role that steps in for the owner; it must be another role."""
    lacks_backup: Callable[[E], bool] = _never
    """Whether somebody must be able to step in, but nobody is named."""
    may_be_unlinked: Callable[[E], bool] = _never
    """Whether nothing needs to refer to the entry of a reference target."""

    prune: Callable[[E], E] = _itself
    """The entry without parts that nothing leads to, after its hidden parts are left out."""

    search: SearchSpec = field(default_factory=SearchSpec)
    vocabulary: VocabularySpec = field(default_factory=VocabularySpec)
    post: PostSpec = field(default_factory=PostSpec)
    slots: Slots | None = None
    checks: tuple[Check, ...] = ()
    """The kind's own checks."""
    findings: tuple[Callable[[Playbook], Iterator[Finding]], ...] = ()
    """The kind's own checks for stale or doubtful content, which an entry may suppress."""
    scripts: tuple[str, ...] = ()
    """JavaScript modules of the theme that the kind's pages load."""
    template_functions: tuple[Callable[..., Any], ...] = ()
    """Functions that templates may call by their name."""
