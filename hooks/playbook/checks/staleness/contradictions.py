"""Finds rules that give opposite answers to the same question."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ...model.directions import Ruling
from ...model.entry import Entry
from ...model.playbook import Playbook
from ...problems import Code
from .finding import CurrentEntries, Finding

CONTRADICTION = Code("PB717", "warning", "id", "verdict", "other", "opposite", "tags")
OPPOSITE_VERDICTS = {"yes", "no"}


def check(playbook: Playbook) -> Iterator[Finding]:
    """Pairs of rules with the same tags, opposite verdicts and overlapping scopes.

    The set of tags is the subject of a rule. Rules that share only some tags may differ: seven
    pairs of the 80 starter rules share a tag and have opposite verdicts, and all are correct.
    """
    groups: dict[tuple[str, frozenset[str]], list[tuple[Entry, Ruling]]] = defaultdict(list)
    for rule in CurrentEntries(playbook):
        ruling = rule.spec.ruling(rule)
        if ruling and rule.tags and ruling.verdict in OPPOSITE_VERDICTS:
            groups[ruling.question_type, frozenset(rule.tags)].append((rule, ruling))
    for (_, tags), rules in groups.items():
        for (first, first_ruling), (second, second_ruling) in combinations(rules, 2):
            if first_ruling.verdict != second_ruling.verdict and _scopes_overlap(first, second):
                location = playbook.origins[second.id].location(("verdict",))
                yield second.id, CONTRADICTION.at(
                    location, id=second.id, verdict=second_ruling.verdict, other=first.id,
                    opposite=first_ruling.verdict, tags=sorted(tags),
                )  # fmt: skip


def _scopes_overlap(first: Entry, second: Entry) -> bool:
    """Whether both rules can apply to the same person on the same day."""
    for field in ("account", "sector", "countries", "employee_countries", "roles"):
        scopes = getattr(first.applies_to, field), getattr(second.applies_to, field)
        if all(scopes) and not set(scopes[0]) & set(scopes[1]):
            return False
    latest_start = max(first.effective_from or dt.date.min, second.effective_from or dt.date.min)
    earliest_end = min(first.effective_to or dt.date.max, second.effective_to or dt.date.max)
    return latest_start <= earliest_end
