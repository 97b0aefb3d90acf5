"""Renders the health report as text and JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.playbook import Playbook
from ..visible import as_json as json_text
from ..visible import escape_for_one_line
from ..words.catalogue import Words
from .calendar import title_of
from .metrics import Health, Review, review_state

DUE_STATES = ("overdue", "soon")


def as_text(health: Health, playbook: Playbook, words: Words, today: dt.date) -> str:
    """The report as text: due reviews by owner, translations, links."""
    return "\n".join(map(escape_for_one_line, _lines(health, playbook, words, today)))


def _lines(health: Health, playbook: Playbook, words: Words, today: dt.date) -> Iterator[str]:
    warn_days = playbook.settings.review.warn_days
    yield f"{words('health.reviews')}:"
    is_any_due = False
    for owner, reviews in health.by_owner().items():
        due_reviews = [
            review for review in reviews if review_state(review, today, warn_days) in DUE_STATES
        ]
        if due_reviews:
            is_any_due = True
            yield f"  {title_of(playbook, owner, words)}"
            yield from (
                f"    {_review_line(review, playbook, words, today, warn_days)}"
                for review in due_reviews
            )
    if not is_any_due:
        yield f"  {words('health.nothing_due')}"
    if health.without_review:
        yield f"  {words.count('health.without', len(health.without_review))}"
    yield f"{words('health.translations')}:"
    for coverage in health.coverage:
        written = words("health.of", written=coverage.translated, all=coverage.total)
        yield f"  {coverage.language}: {written}"
    yield f"{words('health.most_linked')}:"
    for id, count in health.most_linked:
        yield f"  {words.number(count):>4} {title_of(playbook, id, words)}"
    yield f"{words('health.unlinked')}:"
    yield f"  {words.list(health.unlinked) or words('health.none')}"


def _review_line(
    review: Review, playbook: Playbook, words: Words, today: dt.date, warn_days: int
) -> str:
    state = words(f"health.{review_state(review, today, warn_days)}")
    day, title = words.date(review.review_by), title_of(playbook, review.id, words)
    return f"{day} {state}: {title} ({review.id})"


def as_json(health: Health, playbook: Playbook, today: dt.date) -> str:
    """The report as JSON. Each review has its state on ``today``."""
    warn_days = playbook.settings.review.warn_days
    document = {
        "format": 1,
        "today": today.isoformat(),
        "reviews": [
            {
                "id": review.id,
                "kind": review.kind,
                "owner": review.owner,
                "review_by": review.review_by.isoformat(),
                "standing": review_state(review, today, warn_days),
            }
            for review in health.reviews
        ],
        "without_review": list(health.without_review),
        "coverage": {
            coverage.language: [coverage.translated, coverage.total] for coverage in health.coverage
        },
        "unlinked": list(health.unlinked),
        "most_linked": dict(health.most_linked),
    }
    return json_text(document)
