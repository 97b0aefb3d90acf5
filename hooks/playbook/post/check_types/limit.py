"""An upper limit on something that is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from ...model.post_check import StringsByLanguage
from ...model.types import FrozenModel, Integer, ValueRef
from ...problems import Phrase
from ..check_type import CheckCompiler, CheckType, Missing
from ..finding import Hit, PostContext
from ..limits import excess, over_limit
from ..prepared_check import PreparedCheck
from ..token_patterns import TOKENS, WORD
from ..tokens import Post
from ..vale_parts import (
    A_WORD,
    ELEMENTS,
    ValeResult,
    head,
    longest_first,
    occurrence,
)
from ..vale_words import phrase_words, regex

_CAPITAL = r"[\p{Lu}\p{Lt}]"
_COUNTED_ELEMENTS = {
    "emoji": TOKENS["emoji"],
    "hashtags": ELEMENTS["hashtag"],
    "links": ELEMENTS["link"],
    "exclamations": "!",
}


class Limit(FrozenModel):
    """An upper limit."""

    of: Literal[
        "characters", "sentence_words", "emoji", "hashtags", "exclamations", "capitals",
        "links", "lix", "words",
    ] = Field(description="What is counted; words are those of tokens.")  # fmt: skip
    max: ValueRef | None = Field(
        None, description="The value that says how many; absent for the channel's own limit."
    )
    tokens: StringsByLanguage | None = Field(
        None, description="The words that are counted, for words."
    )
    min_words: Integer = Field(
        0, ge=0, le=1_000, description="For lix: posts with fewer words are not checked."
    )


def compiled(fields: Limit, compiler: CheckCompiler) -> dict[str, Any]:
    """What to count and the limit; ``max`` is None if the channel's own limit applies."""
    return {
        "of": fields.of,
        "max": compiler.count(fields.max),
        "phrases": compiler.phrases(fields.tokens),
        "min_words": fields.min_words,
    }


def missing(fields: Limit) -> Iterator[Missing]:
    """The words to count, and a limit unless the channel's own character limit applies."""
    if fields.of == "words" and not fields.tokens:
        yield "tokens", Phrase("why.counted-words")
    if fields.max is None and fields.of != "characters":
        yield "max", Phrase("why.limit-value")


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """The hit of a post that exceeds the limit."""
    maximum = prepared.check["max"]
    if prepared.check["of"] == "characters" and maximum is None:
        maximum = prepared.rules["channels"].get(context.channel, {}).get("characters")
    if maximum is None:
        return
    if prepared.check["of"] == "words":
        matches = [(match.start, match.end) for match in prepared.phrases.find(post)]
        yield from excess(matches, maximum)
    else:
        yield from over_limit(prepared.check, post, maximum, prepared.exceptions)


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """An occurrence rule, or a metric for LIX."""
    of, maximum = check["of"], check["max"]
    if maximum is None:
        return {}, ["the limit depends on the channel, which Vale does not know"]
    if of == "lix":
        return _lix(check)
    if of == "sentence_words":
        return occurrence(check, A_WORD, "sentence"), []
    if of == "characters":
        return occurrence(check, r"\r\n|[\s\S]", "raw"), []
    if of == "words":
        phrases = longest_first(check["phrases"])
        token = "|".join(f"(?i:{phrase_words(phrase, endings)})" for phrase in phrases)
        return (occurrence(check, token, "raw") if token else {}), []
    if of == "capitals":
        excluded = "".join(f"(?!{regex(it['text'])}(?![{WORD}]))" for it in check["exceptions"])
        token = rf"(?<![{WORD}'’]){excluded}{_CAPITAL}['’]?(?:{_CAPITAL}['’]?){{3,}}(?![{WORD}])"
        return occurrence(check, token, "raw"), []
    return occurrence(check, _COUNTED_ELEMENTS[of], "raw"), []


def _lix(check: Mapping[str, Any]) -> ValeResult:
    return {
        "": {
            "extends": "metric", **head(check),
            "formula": "(words / sentences) + (100.0 * long_words / words)",
            "condition": f">= {check['max']}.5 && words >= {check['min_words']}.0",
        }
    }, []  # fmt: skip


CHECK_TYPE = CheckType(
    model=Limit, description="An upper limit.", position=3,
    compile=compiled, find=find, vale=vale, missing=missing,
)  # fmt: skip
