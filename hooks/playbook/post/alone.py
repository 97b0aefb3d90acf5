"""The level of a finding that is the only one in its post. `alone.js` does the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .finding import Finding

REPORTED_LEVELS = ("error", "warning")


def with_levels_alone(
    findings: Iterable[Finding], levels_alone: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    """The findings, with another level for those that no other words of the post confirm.

    ``levels_alone`` has the level by rule and check. A finding is confirmed by an error or a
    warning on other words. Findings on the same words count as one.
    """
    reported = [finding for finding in findings if finding.level in REPORTED_LEVELS]
    for finding in findings:
        level = levels_alone.get((finding.rule, finding.check))
        if level is None or any(_on_other_words(finding, other) for other in reported):
            yield finding
        else:
            yield replace(finding, level=level)


def _on_other_words(finding: Finding, other: Finding) -> bool:
    return other.end <= finding.start or finding.end <= other.start
