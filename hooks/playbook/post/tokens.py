"""A post as tokens, words and sentences. Offsets count code points of the original text.

`tokens.js` is the JavaScript equivalent; conformance cases keep them in sync.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .invisible import visible_text
from .token_patterns import SPACE, WORD, package_tokens

MAX_UNINFLECTED_LENGTH = 2
"""Words up to this length have no stems."""
_PART = re.compile("[^‑-]+")
_IN_WORD = re.compile(f"[{WORD}_]")
_PARAGRAPH = re.compile(f"\\n[{SPACE}]*\\n|\\r\\n[{SPACE}]*\\r\\n")
_STOP = re.compile(f"\\.[^{SPACE}]*(?:[{SPACE}]|(?![\\s\\S]))")
_BULLET = re.compile("\\n[{}]*[•*–-]".format(SPACE.replace("\\n", "")))  # after a line end
_SENTENCE_END = re.compile("[!?…。！？]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a post; its type is a key of `TOKENS`."""

    token_type: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A word for phrase matching, or a hashtag. A hyphenated word is several units.

    ``original`` is NFKC-normalised; ``folded`` is also in lower case.
    """

    start: int
    end: int
    original: str
    folded: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets and its number of words."""

    start: int
    end: int
    words: int


class Post:
    """A text, without the invisible characters of ``original``, with its tokens, words, units and
    sentences, each computed once. ``offsets`` are those in ``original`` of each character."""

    def __init__(
        self,
        text: str,
        abbreviations: frozenset[str] = frozenset(),
        endings: Sequence[str] = (),
        token: re.Pattern[str] | None = None,
    ) -> None:
        self.original, self.abbreviations, self.endings = text, abbreviations, endings
        self.text, self.offsets = visible_text(text)
        self.token = token or package_tokens()

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Every token, in order."""
        return tuple(tokens(self.text, self.token))

    @cached_property
    def words(self) -> Sequence[Token]:
        """The tokens that are words."""
        return self.of("word")

    @cached_property
    def by_type(self) -> Mapping[str, Sequence[Token]]:
        """The tokens by type."""
        tokens_by_type: dict[str, list[Token]] = {}
        for token in self.tokens:
            tokens_by_type.setdefault(token.token_type, []).append(token)
        return tokens_by_type

    def of(self, token_type: str) -> Sequence[Token]:
        """The tokens of one type."""
        return self.by_type.get(token_type, ())

    @cached_property
    def units(self) -> Sequence[Unit]:
        """The units that phrases are matched against."""
        return tuple(units(self.tokens))

    @cached_property
    def stems(self) -> Sequence[Sequence[str]]:
        """The possible stems of each unit: the unit without each ending that it has."""
        return tuple(
            [unit.folded.removesuffix(end) for end in self.endings if unit.folded.endswith(end)]
            if len(unit.folded) > MAX_UNINFLECTED_LENGTH
            else ()
            for unit in self.units
        )

    @cached_property
    def gaps(self) -> Sequence[tuple[int, str]]:
        """The text between tokens (punctuation and spaces), with its offset."""
        ends = [0, *(token.end for token in self.tokens)]
        starts = [*(token.start for token in self.tokens), len(self.text)]
        return tuple((end, self.text[end:start]) for end, start in zip(ends, starts, strict=True))

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences, each from its first to its last word."""
        return tuple(_sentences(self))

    def occurrences(self, sign: str) -> list[int]:
        """The offsets of a character outside the tokens."""
        found = ((start, re.finditer(re.escape(sign), gap)) for start, gap in self.gaps)
        return [start + match.start() for start, matches in found for match in matches]


def tokens(text: str, expression: re.Pattern[str]) -> Iterator[Token]:
    """The tokens of a text."""
    for match in expression.finditer(text):
        token_type = match.lastgroup
        assert token_type
        start = match.start()
        inside = token_type == "hashtag" and start and _IN_WORD.match(text[start - 1])
        yield Token("other" if inside else token_type, start, match.end(), match[0])


def units(post_tokens: Sequence[Token]) -> Iterator[Unit]:
    """The units of some tokens: the parts of each word, and the hashtags."""
    for token in post_tokens:
        if token.token_type == "hashtag":
            yield _unit(token.start, token.text)
        elif token.token_type == "word":
            for part in _PART.finditer(token.text):
                yield _unit(token.start + part.start(), part[0])


def _unit(start: int, text: str) -> Unit:
    original = unicodedata.normalize("NFKC", text).replace("’", "'")
    return Unit(start, start + len(text), original, fold_case(original))


def fold_case(text: str) -> str:
    """The text in lower case, NFKC-normalised: full-width and styled letters become plain."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def _sentences(post: Post) -> Iterator[Sentence]:
    first: Token | None = None
    last: Token | None = None
    count = 0
    before: Token | None = None
    has_ended = False
    for token in post.tokens:
        gap = post.text[before.end : token.start] if before else ""
        has_ended = has_ended or (
            before is not None and _ends(gap, before, token, post.abbreviations)
        )
        if token.token_type == "word":
            if has_ended and first and last:
                yield Sentence(first.start, last.end, count)
                first, count = None, 0
            first, last, count, has_ended = first or token, token, count + 1, False
        before = token
    if first and last:
        yield Sentence(first.start, last.end, count)


def _ends(gap: str, before: Token, after: Token, abbreviations: frozenset[str]) -> bool:
    """Whether a sentence ends between two tokens."""
    if _PARAGRAPH.search(gap) or _SENTENCE_END.search(gap):
        return True
    starts_lowercase = after.token_type == "word" and _is_lowercase(after.text[0])
    if "\n" in gap and (not starts_lowercase or _BULLET.search(gap)):
        return True
    if not _STOP.search(gap) or starts_lowercase:
        return False
    return not (before.token_type == "word" and _is_abbreviation(before.text, abbreviations))


def _is_lowercase(letter: str) -> bool:
    return letter != letter.upper()


def _is_abbreviation(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a word is a single letter or a known abbreviation."""
    is_letter = len(word) == 1 and (word != word.lower() or word != word.upper())
    return is_letter or fold_case(word) in abbreviations
