"""The six check types: each takes a post and yields matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from .check_digits import is_card, is_personal_number
from .finding import Hit, PostContext, shorten
from .limits import counted, excess
from .phrases import Match, Phrases
from .token_patterns import DETECTED
from .tokens import Post, Token

FIRST_WORDS = 5
""""First" means among this many first words."""

_DETECTED = {name: re.compile(form) for name, form in DETECTED.items()}
_VALID: Mapping[str, Callable[[str], bool]] = {
    "personal_number": is_personal_number,
    "card": is_card,
}


class PreparedCheck:
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
    def condition(self) -> PreparedCheck:
        assert self.when
        return PreparedCheck(self.when, self.rules)


def avoid(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Words and phrases to avoid."""
    for match in prepared.phrases.find(post):
        found = post.text[match.start : match.end]
        yield Hit(match.start, match.end, shorten(found), _instead(match, found))


def _instead(match: Match, found: str) -> str | None:
    """The replacement, where the words stand just as the editor listed them."""
    instead: str | None = match.phrase.get("instead")
    if instead is None or found.lower() != match.phrase["text"].lower():
        return None
    is_capital = found[0] != found[0].lower()
    return instead[0].upper() + instead[1:] if is_capital else instead


def pattern(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Text of a certain form."""
    for form in prepared.patterns:
        for found in form.finditer(post.text):
            instead = prepared.check["replace"]
            yield Hit(found.start(), found.end(), shorten(found[0]), instead)


def limit(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """More elements than allowed."""
    most = prepared.check["max"]
    if prepared.check["of"] == "characters" and most is None:
        most = prepared.rules["channels"].get(context.channel, {}).get("characters")
    if most is None:
        return
    if prepared.check["of"] == "words":
        matches = [(its.start, its.end) for its in prepared.phrases.find(post)]
        yield from excess(matches, most)
    else:
        yield from counted(prepared.check, post, most, prepared.exceptions)


def require(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Required elements that are missing."""
    cause = Hit(0, 0)
    if prepared.when:
        first = min(_holding(prepared.condition, post), default=None)
        if first is None:
            return
        cause = Hit(first[0], first[1], shorten(post.text[first[0] : first[1]]))
    place = prepared.check["place"]
    if not any(_is_at(place, start, post) for start, _ in _holding(prepared, post)):
        yield cause


def _holding(prepared: PreparedCheck, post: Post) -> Iterator[tuple[int, int]]:
    """The spans that satisfy a condition."""
    for match in prepared.phrases.find(post):
        yield match.start, match.end
    for form in prepared.patterns:
        for found in form.finditer(post.text):
            yield found.start(), found.end()
    for element in prepared.check["has"]:
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
        return sum(unit.end <= start for unit in post.units) < FIRST_WORDS
    if place == "last":
        return "\n" not in post.text[start:].rstrip(" \t\r\n")
    return True


def order(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Elements in the wrong order or form."""
    of = prepared.check["of"]
    if of == "label_before_link":
        links = post.of("link")
        labels = list(prepared.phrases.find(post))
        if links and labels and labels[0].start > links[0].start:
            yield _hit(labels[0].start, labels[0].end, post)
    elif of == "hashtag_capitals":
        yield from (_hit(tag.start, tag.end, post) for tag in post.of("hashtag") if _is_small(tag))
    else:
        yield from _not_last(of, post)


def _not_last(of: str, post: Post) -> Iterator[Hit]:
    """The first hashtag with words after it; the first emoji with words after it on its line."""
    last = post.words[-1].start if post.words else 0
    for token in post.of("hashtag" if of == "hashtags_last" else "emoji"):
        before_word = token.start < last
        if of == "emoji_last":
            line_end = post.text.find("\n", token.end)
            end = len(post.text) if line_end < 0 else line_end
            before_word = any(token.end <= word.start < end for word in post.words)
        if before_word:
            yield _hit(token.start, token.end, post)
            return


def _is_small(tag: Token) -> bool:
    """Whether a hashtag has small letters and no capital; one of two letters is one word."""
    if len(tag.text) <= 3:
        return False
    has_capital = any(one != one.lower() for one in tag.text)
    return not has_capital and any(one != one.upper() for one in tag.text)


def detect(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Personal data and secrets, each reported once."""
    covered: list[tuple[int, int]] = []
    for what in prepared.check["what"]:
        for found in _DETECTED[what].finditer(post.text):
            start, end = found.span()
            if any(start < last and first < end for first, last in covered):
                continue
            if _VALID.get(what, bool)(found[0]):
                covered.append((start, end))
                yield _hit(start, end, post)


def _hit(start: int, end: int, post: Post) -> Hit:
    return Hit(start, end, shorten(post.text[start:end]))


RUNNERS: Mapping[str, Callable[[PreparedCheck, Post, PostContext], Iterator[Hit]]] = {
    "avoid": avoid,
    "pattern": pattern,
    "limit": limit,
    "require": require,
    "order": order,
    "detect": detect,
}
