"""Findings of a check that overlap. `overlaps.js` does the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection

from .finding import Finding


class Overlap:
    """The spans of findings by rule and check, sorted: a post may have thousands of findings."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self._starts: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._ends: dict[tuple[str, str], list[int]] = defaultdict(list)
        for each in sorted(findings, key=lambda finding: finding.start):
            key = each.rule, each.check
            ends = self._ends[key]
            self._starts[key].append(each.start)
            ends.append(max(each.end, ends[-1] if ends else 0))  # the last end so far

    def has(self, finding: Finding) -> bool:
        """Whether one of the findings is of the same check as ``finding`` and overlaps it."""
        key = finding.rule, finding.check
        count = bisect_left(self._starts.get(key, ()), finding.end)
        return count > 0 and finding.start < self._ends[key][count - 1]
