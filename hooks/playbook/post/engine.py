"""Running compiled rules on a post. `engine.js` beside the page does the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .finding import Finding, Setting, Spot
from .sorts import SORTS, Sought
from .tokens import Post


class Engine:
    """The rules of one language, ready to be run on many posts."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.rules = rules
        self.abbreviations = frozenset(rules["abbreviations"])
        self.sought = [Sought(check, rules) for check in rules["checks"]]

    def check(self, text: str, setting: Setting) -> list[Finding]:
        """Every finding in a post, in the order of their places."""
        post = Post(text, self.abbreviations, self.rules["endings"])
        found: set[Finding] = set()
        for sought in self.sought:
            if _concerns(sought.check, setting):
                found |= set(self._findings(sought, post, setting))
        return sorted(found, key=_place)

    def _findings(self, sought: Sought, post: Post, setting: Setting) -> Iterator[Finding]:
        check = sought.check
        fine = _fine(sought, post) if check["exceptions"] else ()
        for spot in SORTS[check["sort"]](sought, post, setting):
            if not any(start <= spot.start and spot.end <= end for start, end in fine):
                yield _finding(check, spot)


def _concerns(check: Mapping[str, Any], setting: Setting) -> bool:
    """Whether a check is for posts of this setting."""
    sides = (
        (check["channels"], setting.channel),
        (check["accounts"], setting.account),
        (check["situations"], setting.situation),
    )
    return all(not wanted or given in wanted for wanted, given in sides)


def _fine(sought: Sought, post: Post) -> Sequence[tuple[int, int]]:
    """Where the exceptions of a check stand: a whole address counts by the name before its @."""
    spans = [(its.start, its.end) for its in sought.exceptions.find(post)]
    names = {phrase["text"].lower() for phrase in sought.check["exceptions"]}
    for token in post.of("email"):
        if token.text.split("@")[0].lower() in names:
            spans.append((token.start, token.end))
    return spans


def _finding(check: Mapping[str, Any], spot: Spot) -> Finding:
    message = check["message"].replace("%s", spot.said)
    return Finding(
        spot.start, spot.end, check["rule"], check["name"], check["level"], message, spot.instead
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.start, finding.end, finding.rule, finding.check
