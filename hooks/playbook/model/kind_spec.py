"""The specification of a kind of entry: everything that the rest of the program asks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from .directions import Bindings, Ruling

if TYPE_CHECKING:
    from .entry import Entry

Layout = Literal["chapter", "entry", "kind"]
Group = Literal["act", "rules", "plan", "places", "words"]
E = TypeVar("E", bound="Entry", contravariant=True)


def _nothing(entry: Entry) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class KindSpec(Generic[E]):
    """What a kind is, and how its entries are shown and compared. Only the first five parts must
    be given."""

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
    deciding: tuple[str, ...] = ()
    """Fields that decide the change type of a whole entry; the first changed field decides."""
    following: tuple[str, ...] = ()
    """Fields that get the change type of a deciding field, if that changed."""
    verdict: Callable[[E], Ruling | None] = _nothing
    """What the entry allows or demands."""
