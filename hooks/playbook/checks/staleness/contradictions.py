"""Rules that answer the same question in opposite ways."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ...kinds.policy import Rule
from ...model.playbook import Playbook
from ...problems import Code
from .finding import CurrentEntries, Finding

CONTRADICTION = Code(
    "PB717",
    "warning",
    "'{id}' says {verdict} and '{other}' says {opposite} about the same subject ({tags}) for the "
    "same people",
    "narrow 'applies_to' of one of them, or give them more precise tags",
)
OPPOSED = {"yes", "no"}


def check(playbook: Playbook) -> Iterator[Finding]:
    """Pairs of rules with the same tags and opposed verdicts, whose scopes overlap.

    The subject is all tags together: two rules that share one tag of three are about different
    things (of 80 starter rules seven pairs share a tag and oppose each other, and all are right).
    """
    groups: dict[tuple[str, frozenset[str]], list[Rule]] = defaultdict(list)
    for rule in CurrentEntries(playbook):
        if isinstance(rule, Rule) and rule.tags and rule.verdict in OPPOSED:
            groups[rule.asks, frozenset(rule.tags)].append(rule)
    for (_, tags), rules in groups.items():
        for one, other in combinations(rules, 2):
            if one.verdict != other.verdict and _overlap(one, other):
                location = playbook.origins[other.id].location(("verdict",))
                yield other.id, CONTRADICTION.at(
                    location, id=other.id, verdict=other.verdict, other=one.id,
                    opposite=one.verdict, tags=", ".join(sorted(tags)),
                )  # fmt: skip


def _overlap(one: Rule, other: Rule) -> bool:
    """Whether both rules can apply to the same person on the same day."""
    for field in ("account", "sector", "countries", "roles"):
        first, second = getattr(one.applies_to, field), getattr(other.applies_to, field)
        if first and second and not set(first) & set(second):
            return False
    begins = max(one.effective_from or dt.date.min, other.effective_from or dt.date.min)
    ends = min(one.effective_to or dt.date.max, other.effective_to or dt.date.max)
    return begins <= ends
