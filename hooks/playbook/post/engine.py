"""Runs compiled rules on a post. `engine.js` does the same in the browser."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from .alone import with_levels_alone
from .check_types import CHECK_TYPES
from .finding import Finding, Hit, PostContext
from .invisible import original_span, spaced_text
from .overlaps import Overlap
from .prepared_check import PreparedCheck
from .token_patterns import token_expression
from .tokens import Post

_SEARCHING = ("avoid", "detect", "pattern")
"""The types of check that report what they find, so that each form of a post can add findings."""


class Engine:
    """The compiled rules of one language, prepared once to run on many posts."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.rules = rules
        self.abbreviations = frozenset(rules["abbreviations"])
        self.token = token_expression(rules["shapes"]["tokens"])
        self.prepared = [PreparedCheck(check, rules) for check in rules["checks"]]
        self.levels_alone = {
            (check["rule"], check["name"]): check["alone"]
            for check in rules["checks"] if "alone" in check
        }  # fmt: skip

    def check(self, text: str, context: PostContext) -> list[Finding]:
        """Every finding in a post, in order of position."""
        findings = set(self._found(text, context, CHECK_TYPES))
        if (spaced := spaced_text(text)) != text:
            known, more = Overlap(findings), set(self._found(spaced, context, _SEARCHING))
            findings |= {each for each in more if not known.has(each)}
        return sorted(with_levels_alone(findings, self.levels_alone), key=_sort_key)

    def _found(
        self, text: str, context: PostContext, check_types: Collection[str]
    ) -> Iterator[Finding]:
        """The findings of the checks of some types."""
        post = Post(text, self.abbreviations, self.rules["endings"], self.token)
        for prepared in self.prepared:
            if prepared.check["type"] in check_types and _applies_to(prepared.check, context):
                yield from self._findings(prepared, post, context)

    def _findings(
        self, prepared: PreparedCheck, post: Post, context: PostContext
    ) -> Iterator[Finding]:
        check = prepared.check
        exception_spans = _exception_spans(prepared, post) if check["exceptions"] else ()
        for hit in CHECK_TYPES[check["type"]].find(prepared, post, context):
            if not any(start <= hit.start and hit.end <= end for start, end in exception_spans):
                yield _finding(check, hit, post)


def _applies_to(check: Mapping[str, Any], context: PostContext) -> bool:
    """Whether a check applies to posts in this context."""
    dimensions = (
        (check["channels"], context.channel),
        (check["accounts"], context.account),
        (check["situations"], context.situation),
    )
    return all(not allowed or actual in allowed for allowed, actual in dimensions)


def _exception_spans(prepared: PreparedCheck, post: Post) -> Sequence[tuple[int, int]]:
    """The spans of a check's exceptions; an exception also matches the local part of an address."""
    spans = [(match.start, match.end) for match in prepared.exceptions.find(post)]
    names = {phrase["text"].lower() for phrase in prepared.check["exceptions"]}
    for token in post.of("email"):
        if token.text.split("@")[0].lower() in names:
            spans.append((token.start, token.end))
    return spans


def _finding(check: Mapping[str, Any], hit: Hit, post: Post) -> Finding:
    message = check["message"].replace("%s", hit.shown_text)
    start, end = original_span(post.offsets, hit.start, hit.end)
    return Finding(start, end, check["rule"], check["name"], check["level"], message, hit.instead)


def _sort_key(finding: Finding) -> tuple[int, int, str, str]:
    return finding.start, finding.end, finding.rule, finding.check
