"""Lists of texts to which parts for some readers are added, such as ``actions_for``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from ..model.entry import AppliesTo
from ..model.types import ListByLanguage
from .page_formatter import PageFormatter


class PartForSome(Protocol):
    """Texts for some readers. It may also have ``after``, the number of texts before them."""

    @property
    def applies_to(self) -> AppliesTo: ...


@dataclass(frozen=True)
class ScopedLine:
    """A text as inline HTML, and whom it is for; None is everyone."""

    html: Markup
    applies_to: AppliesTo | None = None


def scoped_lines(
    show: PageFormatter, texts: ListByLanguage | None, parts: Iterable[PartForSome], field: str
) -> Iterator[ScopedLine]:
    """The texts in order, with those in a field of the parts in their place, otherwise last."""
    lines = [ScopedLine(line) for line in show.lines(texts)]
    added: dict[int, list[ScopedLine]] = {}
    for part in parts:
        after = getattr(part, "after", None)
        place = len(lines) if after is None else min(after, len(lines))
        new = (ScopedLine(line, part.applies_to) for line in show.lines(getattr(part, field)))
        added.setdefault(place, []).extend(new)
    for place in range(len(lines) + 1):
        yield from lines[place - 1 : place] if place else ()
        yield from added.get(place, ())
