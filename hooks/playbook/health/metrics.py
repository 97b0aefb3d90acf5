"""Calculates the health metrics of a handbook."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from ..model.link_graph import LinkGraph
from ..model.playbook import Playbook
from ..model.selection import shown_ids
from ..model.types import TextMarker

MAX_MOST_LINKED = 10
"""The number of most-linked entries that are reported."""


@dataclass(frozen=True, slots=True)
class Review:
    """An entry's next review and its owner."""

    id: str
    kind: str
    owner: str | None
    review_by: dt.date


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the texts in the handbook, ``total``, are written in a language."""

    language: str
    translated: int
    total: int


@dataclass(frozen=True)
class Health:
    """All metrics: reviews by date, entries without review date, translation coverage, links."""

    reviews: tuple[Review, ...]
    without_review: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    unlinked: tuple[str, ...]
    most_linked: tuple[tuple[str, int], ...]

    def by_owner(self) -> Mapping[str | None, tuple[Review, ...]]:
        """The reviews of each owner, the next review first."""
        owners = sorted({review.owner for review in self.reviews}, key=lambda owner: owner or "")
        return {
            owner: tuple(review for review in self.reviews if review.owner == owner)
            for owner in owners
        }


def review_state(review: Review, today: dt.date, warn_days: int) -> str:
    """Whether a review is ``overdue``, due ``soon`` or ``later``."""
    if review.review_by < today:
        return "overdue"
    return "soon" if review.review_by <= today + dt.timedelta(days=warn_days) else "later"


def health(playbook: Playbook) -> Health:
    """The metrics of the current entries that the organisation's handbook shows."""
    shown = shown_ids(playbook)
    entries = [
        entry
        for entry in playbook.entries.values()
        if entry.id in shown and entry.status == "current"
    ]
    reviews = sorted(
        (
            Review(entry.id, entry.kind, entry.owner, entry.review_by)
            for entry in entries
            if entry.review_by
        ),
        key=lambda review: (review.review_by, review.id),
    )
    links = _links(entries)
    most_linked = sorted(links.items(), key=lambda link: (-link[1], link[0]))[:MAX_MOST_LINKED]
    return Health(
        reviews=tuple(reviews),
        without_review=tuple(entry.id for entry in entries if not entry.review_by),
        coverage=tuple(_coverage(playbook, entries)),
        unlinked=tuple(entry.id for entry in entries if _is_unlinked(entry, links)),
        most_linked=tuple(most_linked),
    )


def _links(entries: list[Entry]) -> Counter[str]:
    """The number of other entries that link to each entry; owners do not count."""
    known = {entry.id for entry in entries}
    sources = LinkGraph.of_entries(entries).sources
    return Counter({id: len(ids) for id, ids in sources.items() if id in known})


def _is_unlinked(entry: Entry, links: Counter[str]) -> bool:
    """Whether an entry lacks links. Glossary terms are linked automatically and need none."""
    return not links[entry.id] and entry.spec.group != "words"


def _coverage(playbook: Playbook, entries: list[Entry]) -> Iterator[Coverage]:
    texts = [
        field.value
        for entry in entries
        for field in playbook.marked_values[entry.id]
        if isinstance(field.marker, TextMarker)
    ]
    for language in playbook.languages:
        yield Coverage(language, sum(language in text for text in texts), len(texts))
