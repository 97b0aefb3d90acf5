"""Elements in the wrong order or form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from ...model.post_check import StringsByLanguage
from ...model.types import FrozenModel
from ...problems import Phrase
from ..check_type import CheckCompiler, CheckType, Missing
from ..finding import Hit, PostContext
from ..prepared_check import PreparedCheck, hit_at
from ..token_patterns import WORD
from ..tokens import Post, Token
from ..vale_parts import ValeResult, existence


class Order(FrozenModel):
    """The order of elements."""

    of: Literal["label_before_link", "hashtags_last", "emoji_last", "hashtag_capitals"] = Field(
        description="What is checked."
    )
    tokens: StringsByLanguage | None = Field(None, description="The labels, for label_before_link.")


def compiled(fields: Order, compiler: CheckCompiler) -> dict[str, Any]:
    """What to check, and the compiled labels."""
    return {"of": fields.of, "phrases": compiler.phrases(fields.tokens)}


def missing(fields: Order) -> Iterator[Missing]:
    """The labels, for ``label_before_link``."""
    if fields.of == "label_before_link" and not fields.tokens:
        yield "tokens", Phrase("why.label-words")


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """The elements of a post that are in the wrong order or form."""
    of = prepared.check["of"]
    if of == "label_before_link":
        links = post.of("link")
        labels = list(prepared.phrases.find(post))
        if links and labels and labels[0].start > links[0].start:
            yield hit_at(labels[0].start, labels[0].end, post)
    elif of == "hashtag_capitals":
        yield from (
            hit_at(tag.start, tag.end, post) for tag in post.of("hashtag") if _is_lowercase(tag)
        )
    else:
        yield from _misplaced_element(of, post)


def _misplaced_element(of: str, post: Post) -> Iterator[Hit]:
    """The first hashtag that is followed by words, or emoji that is followed by words on its
    line."""
    last_word_start = post.words[-1].start if post.words else 0
    for token in post.of("hashtag" if of == "hashtags_last" else "emoji"):
        is_before_word = token.start < last_word_start
        if of == "emoji_last":
            line_end = post.text.find("\n", token.end)
            end = len(post.text) if line_end < 0 else line_end
            is_before_word = any(token.end <= word.start < end for word in post.words)
        if is_before_word:
            yield hit_at(token.start, token.end, post)
            return


def _is_lowercase(tag: Token) -> bool:
    """Whether a hashtag is in lower case. A hashtag of two letters is a single word."""
    if len(tag.text) <= 3:
        return False
    has_capital = any(character != character.lower() for character in tag.text)
    return not has_capital and any(character != character.upper() for character in tag.text)


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """An existence rule for capitals in hashtags; Vale cannot compare positions."""
    if check["of"] != "hashtag_capitals":
        return {}, ["Vale cannot check the order of elements"]
    token = (
        rf"(?<![{WORD}_])#(?![{WORD}_]*[\p{{Lu}}\p{{Lt}}])(?=[{WORD}_]*\p{{Ll}})[{WORD}_]{{3,200}}"
    )
    return {"": existence(check, [token])}, []


CHECK_TYPE = CheckType(
    model=Order, description="The order of elements.", position=5,
    compile=compiled, find=find, vale=vale, missing=missing,
)  # fmt: skip
