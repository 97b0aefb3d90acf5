"""The six sorts of check: each takes a post and yields the spots that it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from .digits import is_card, is_personal_number
from .finding import Setting, Spot, cut
from .limits import counted, over
from .phrases import Match, Phrases
from .shapes import DETECTED
from .tokens import Post, Token

EARLY = 5
"""Among how many first words a thing stands first."""

_DETECTED = {name: re.compile(form) for name, form in DETECTED.items()}
_VALID: Mapping[str, Callable[[str], bool]] = {
    "personal_number": is_personal_number,
    "card": is_card,
}


class Sought:
    """A compiled check with its phrases and patterns ready: made once, run on many posts."""

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
        return [re.compile(form) for form in self.check["patterns"]]

    @cached_property
    def condition(self) -> Sought:
        assert self.when
        return Sought(self.when, self.rules)


def avoid(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """Words and phrases that are not to be there."""
    for match in sought.phrases.find(post):
        found = post.text[match.start : match.end]
        yield Spot(match.start, match.end, cut(found), _instead(match, found))


def _instead(match: Match, found: str) -> str | None:
    """The replacement, where the words stand just as the editor listed them."""
    instead: str | None = match.phrase.get("instead")
    if instead is None or found.lower() != match.phrase["text"].lower():
        return None
    is_capital = found[0] != found[0].lower()
    return instead[0].upper() + instead[1:] if is_capital else instead


def pattern(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """Text of a certain form."""
    for form in sought.patterns:
        for found in form.finditer(post.text):
            instead = sought.check["replace"]
            yield Spot(found.start(), found.end(), cut(found[0]), instead)


def limit(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """More of something than there may be."""
    most = sought.check["max"]
    if sought.check["of"] == "characters" and most is None:
        most = sought.rules["channels"].get(setting.channel, {}).get("characters")
    if most is None:
        return
    if sought.check["of"] == "words":
        matches = [(its.start, its.end) for its in sought.phrases.find(post)]
        yield from over(matches, most)
    else:
        yield from counted(sought.check, post, most, sought.exceptions)


def require(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """Something that is not there, though it should be."""
    cause = Spot(0, 0)
    if sought.when:
        first = min(_holding(sought.condition, post), default=None)
        if first is None:
            return
        cause = Spot(first[0], first[1], cut(post.text[first[0] : first[1]]))
    place = sought.check["place"]
    if not any(_is_at(place, start, post) for start, _ in _holding(sought, post)):
        yield cause


def _holding(sought: Sought, post: Post) -> Iterator[tuple[int, int]]:
    """Where the post holds one of the things of a condition."""
    for match in sought.phrases.find(post):
        yield match.start, match.end
    for form in sought.patterns:
        for found in form.finditer(post.text):
            yield found.start(), found.end()
    for element in sought.check["has"]:
        yield from _elements(element, post)


def _elements(element: str, post: Post) -> Iterator[tuple[int, int]]:
    if element == "question":
        yield from ((at, at + 1) for at in post.signs("?"))
    elif element == "number":
        yield from ((its.start, its.end) for its in post.words if "0" <= its.text[0] <= "9")
    else:
        yield from ((its.start, its.end) for its in post.of(element))


def _is_at(place: str, start: int, post: Post) -> bool:
    if place == "first":
        return sum(unit.end <= start for unit in post.units) < EARLY
    if place == "last":
        return "\n" not in post.text[start:].rstrip(" \t\r\n")
    return True


def order(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """Things that stand in the wrong place, or wrongly written."""
    of = sought.check["of"]
    if of == "label_before_link":
        links = post.of("link")
        labels = list(sought.phrases.find(post))
        if links and labels and labels[0].start > links[0].start:
            yield _spot(labels[0].start, labels[0].end, post)
    elif of == "hashtag_capitals":
        yield from (_spot(tag.start, tag.end, post) for tag in post.of("hashtag") if _is_small(tag))
    else:
        yield from _not_last(of, post)


def _not_last(of: str, post: Post) -> Iterator[Spot]:
    """The first hashtag with words after it; the first emoji with words after it on its line."""
    last = post.words[-1].start if post.words else 0
    for token in post.of("hashtag" if of == "hashtags_last" else "emoji"):
        before_word = token.start < last
        if of == "emoji_last":
            line_end = post.text.find("\n", token.end)
            end = len(post.text) if line_end < 0 else line_end
            before_word = any(token.end <= word.start < end for word in post.words)
        if before_word:
            yield _spot(token.start, token.end, post)
            return


def _is_small(tag: Token) -> bool:
    """Whether a hashtag has small letters and no capital; one of two letters is one word."""
    if len(tag.text) <= 3:
        return False
    has_capital = any(one != one.lower() for one in tag.text)
    return not has_capital and any(one != one.upper() for one in tag.text)


def detect(sought: Sought, post: Post, setting: Setting) -> Iterator[Spot]:
    """Personal data and secrets; none is told twice."""
    taken: list[tuple[int, int]] = []
    for what in sought.check["what"]:
        for found in _DETECTED[what].finditer(post.text):
            start, end = found.span()
            if any(start < last and first < end for first, last in taken):
                continue
            if _VALID.get(what, bool)(found[0]):
                taken.append((start, end))
                yield _spot(start, end, post)


def _spot(start: int, end: int, post: Post) -> Spot:
    return Spot(start, end, cut(post.text[start:end]))


SORTS: Mapping[str, Callable[[Sought, Post, Setting], Iterator[Spot]]] = {
    "avoid": avoid,
    "pattern": pattern,
    "limit": limit,
    "require": require,
    "order": order,
    "detect": detect,
}
