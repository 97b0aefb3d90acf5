"""A compiled check, prepared to run on many posts, and the hits that the check types return."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from .finding import Hit, shorten
from .phrases import Phrases
from .tokens import Post


class PreparedCheck:
    """A compiled check with its phrases and patterns: prepared once, run on many posts."""

    def __init__(self, check: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
        self.check, self.rules = check, rules
        self.when = check.get("when")

    @cached_property
    def phrases(self) -> Phrases:
        ignorecase = self.check.get("ignorecase", True)
        return Phrases(self.check["phrases"], ignorecase=ignorecase)

    @cached_property
    def exceptions(self) -> Phrases:
        return Phrases(self.check["exceptions"])

    @cached_property
    def patterns(self) -> Sequence[re.Pattern[str]]:
        return [re.compile(pattern) for pattern in self.check["patterns"]]

    @cached_property
    def condition(self) -> PreparedCheck:
        assert self.when
        return PreparedCheck(self.when, self.rules)


def hit_at(start: int, end: int, post: Post) -> Hit:
    """A hit whose message shows the matching text of the post."""
    return Hit(start, end, shorten(post.text[start:end]))
