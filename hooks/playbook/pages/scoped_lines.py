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
    """The texts in order, and the texts in ``field`` of each part.

    The texts of a part come after as many of the common texts as its ``after`` says, or last.
    """
    lines = [ScopedLine(line) for line in show.lines(texts)]
    by_place: dict[int, list[ScopedLine]] = {}
    for part in parts:
        after = getattr(part, "after", None)
        place = len(lines) if after is None else min(after, len(lines))
        new = (ScopedLine(line, part.applies_to) for line in show.lines(getattr(part, field)))
        by_place.setdefault(place, []).extend(new)
    yield from by_place.get(0, ())
    for place, line in enumerate(lines, start=1):
        yield line
        yield from by_place.get(place, ())
