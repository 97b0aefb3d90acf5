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
"""A required element is first if it is among this many words at the beginning."""

_DETECTED = {name: re.compile(form) for name, form in DETECTED.items()}
_VALID: Mapping[str, Callable[[str], bool]] = {
    "personal_number": is_personal_number,
    "card": is_card,
}


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
        return [re.compile(form) for form in self.check["patterns"]]

    @cached_property
    def condition(self) -> PreparedCheck:
        assert self.when
        return PreparedCheck(self.when, self.rules)


def avoid(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Words and phrases to avoid."""
    for match in prepared.phrases.find(post):
        matched_text = post.text[match.start : match.end]
        yield Hit(match.start, match.end, shorten(matched_text), _instead(match, matched_text))


def _instead(match: Match, matched_text: str) -> str | None:
    """The replacement, if the post has the words exactly as the editor listed them."""
    instead: str | None = match.phrase.get("instead")
    if instead is None or matched_text.lower() != match.phrase["text"].lower():
        return None
    is_capital = matched_text[0] != matched_text[0].lower()
    return instead[0].upper() + instead[1:] if is_capital else instead


def pattern(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Text that matches a pattern."""
    for expression in prepared.patterns:
        for match in expression.finditer(post.text):
            instead = prepared.check["replace"]
            yield Hit(match.start(), match.end(), shorten(match[0]), instead)


def limit(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """More elements than allowed."""
    maximum = prepared.check["max"]
    if prepared.check["of"] == "characters" and maximum is None:
        maximum = prepared.rules["channels"].get(context.channel, {}).get("characters")
    if maximum is None:
        return
    if prepared.check["of"] == "words":
        matches = [(match.start, match.end) for match in prepared.phrases.find(post)]
        yield from excess(matches, maximum)
    else:
        yield from counted(prepared.check, post, maximum, prepared.exceptions)


def require(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Required elements that are missing."""
    trigger = Hit(0, 0)
    if prepared.when:
        first = min(_satisfying_spans(prepared.condition, post), default=None)
        if first is None:
            return
        trigger = Hit(first[0], first[1], shorten(post.text[first[0] : first[1]]))
    place = prepared.check["place"]
    if not any(_is_at(place, start, post) for start, _ in _satisfying_spans(prepared, post)):
        yield trigger


def _satisfying_spans(prepared: PreparedCheck, post: Post) -> Iterator[tuple[int, int]]:
    """The spans that satisfy a condition."""
    for match in prepared.phrases.find(post):
        yield match.start, match.end
    for expression in prepared.patterns:
        for pattern_match in expression.finditer(post.text):
            yield pattern_match.start(), pattern_match.end()
    for element in prepared.check["has"]:
        yield from _elements(element, post)


def _elements(element: str, post: Post) -> Iterator[tuple[int, int]]:
    if element == "question":
        yield from ((offset, offset + 1) for offset in post.signs("?"))
    elif element == "number":
        yield from ((token.start, token.end) for token in post.words if "0" <= token.text[0] <= "9")
    else:
        yield from ((token.start, token.end) for token in post.of(element))


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
            yield _hit_at(labels[0].start, labels[0].end, post)
    elif of == "hashtag_capitals":
        yield from (
            _hit_at(tag.start, tag.end, post) for tag in post.of("hashtag") if _is_lowercase(tag)
        )
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
            yield _hit_at(token.start, token.end, post)
            return


def _is_lowercase(tag: Token) -> bool:
    """Whether a hashtag is in lower case. A hashtag of two letters is a single word."""
    if len(tag.text) <= 3:
        return False
    has_capital = any(character != character.lower() for character in tag.text)
    return not has_capital and any(character != character.upper() for character in tag.text)


def detect(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Personal data and secrets, each reported once."""
    covered: list[tuple[int, int]] = []
    for data_type in prepared.check["what"]:
        for match in _DETECTED[data_type].finditer(post.text):
            start, end = match.span()
            if any(start < last and first < end for first, last in covered):
                continue
            if _VALID.get(data_type, bool)(match[0]):
                covered.append((start, end))
                yield _hit_at(start, end, post)


def _hit_at(start: int, end: int, post: Post) -> Hit:
    return Hit(start, end, shorten(post.text[start:end]))


RUNNERS: Mapping[str, Callable[[PreparedCheck, Post, PostContext], Iterator[Hit]]] = {
    "avoid": avoid,
    "pattern": pattern,
    "limit": limit,
    "require": require,
    "order": order,
    "detect": detect,
}
