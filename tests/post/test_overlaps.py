"""Findings of the same check that overlap count as one, also in a post with many."""

from __future__ import annotations

import time

import pytest

from playbook.post.finding import Finding
from playbook.post.overlaps import Overlap


def finding(start: int, end: int, check: str = "hype") -> Finding:
    return Finding(start, end, "tone", check, "warning", "message")


@pytest.mark.parametrize(
    ("start", "end", "check", "expected"),
    [
        (10, 12, "hype", True), (19, 30, "hype", True), (20, 30, "hype", False),
        (33, 40, "hype", True), (34, 40, "hype", False), (42, 44, "hype", False),
        (42, 44, "caps", True), (42, 44, "other", False),
    ],
)  # fmt: skip
def test_a_finding_overlaps_those_of_the_same_check(
    start: int, end: int, check: str, expected: bool
) -> None:
    known = Overlap([finding(30, 34), finding(0, 20), finding(2, 4), finding(40, 50, "caps")])
    assert known.has(finding(start, end, check)) is expected


def test_overlaps_of_many_findings_take_little_time() -> None:
    many = [finding(2 * at, 2 * at + 1) for at in range(50_000)]
    known = Overlap(many)
    start = time.process_time()
    assert not any(known.has(finding(each.start + 1, each.end + 1)) for each in many)
    assert time.process_time() - start < 5
