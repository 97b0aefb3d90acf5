"""Words and phrases to avoid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from ...model.post_check import ReplacementsByLanguage, StringsByLanguage
from ...model.types import FrozenModel
from ...problems import Phrase
from ..check_type import CheckCompiler, CheckType, Missing
from ..finding import Hit, PostContext, shorten
from ..phrases import Match
from ..prepared_check import PreparedCheck
from ..tokens import Post
from ..vale_parts import (
    Rules,
    ValeResult,
    existence,
    longest_first,
    vale_exceptions,
)
from ..vale_words import literal_words, phrase_words


class Avoid(FrozenModel):
    """Words and phrases to avoid, in all their inflected forms."""

    tokens: StringsByLanguage | None = Field(
        None,
        description="Words and phrases; a * at the end or the beginning stands for any letters.",
    )
    swap: ReplacementsByLanguage | None = Field(
        None, description="Words and phrases with what to write instead."
    )
    forms: bool = Field(True, description="Whether inflected forms are found too.")
    ignorecase: bool = Field(True, description="Whether upper and lower case are the same.")


def compiled(fields: Avoid, compiler: CheckCompiler) -> dict[str, Any]:
    """The compiled phrases; those with a replacement come last."""
    options = {"inflect": fields.forms, "ignorecase": fields.ignorecase}
    phrases = compiler.phrases(fields.tokens, **options) + compiler.replacements(
        fields.swap, **options
    )
    return {"phrases": phrases, "ignorecase": fields.ignorecase}


def missing(fields: Avoid) -> Iterator[Missing]:
    """The check lists no words to avoid."""
    if not (fields.tokens or fields.swap):
        yield "tokens", Phrase("why.avoided-words")


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """The words and phrases in a post that the check avoids."""
    for match in prepared.phrases.find(post):
        matched_text = post.text[match.start : match.end]
        yield Hit(match.start, match.end, shorten(matched_text), _instead(match, matched_text))


def _instead(match: Match, matched_text: str) -> str | None:
    """The replacement, if the post has the phrase as listed and not in an inflected form."""
    instead: str | None = match.phrase.get("instead")
    if instead is None or matched_text.lower() != match.phrase["text"].lower():
        return None
    is_capital = matched_text[0] != matched_text[0].lower()
    return instead[0].upper() + instead[1:] if is_capital else instead


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """An existence rule for words to avoid, and a substitution rule for those with a replacement.

    Vale suggests a replacement for a word as listed, but not for its inflected forms.
    """
    rules: Rules = {}
    ignorecase = check["ignorecase"]
    swaps = {each["text"]: each["instead"] for each in check["phrases"] if "instead" in each}
    tokens = [
        phrase_words(phrase, endings, excluded=phrase["text"] if "instead" in phrase else "")
        for phrase in longest_first(check["phrases"])
        if "instead" not in phrase or any("~" in word for word in phrase["words"])
    ]
    if tokens:
        rules[""] = existence(check, tokens, ignorecase=ignorecase, scope="text")
    if swaps:
        rules["_instead" if tokens else ""] = {
            "extends": "substitution", "message": replacement_message,
            "level": check.get("alone", check["level"]),
            "scope": "text", "ignorecase": ignorecase, "nonword": True,
            "swap": {literal_words(text): replacement for text, replacement in swaps.items()},
            **vale_exceptions(check),
        }  # fmt: skip
    return rules, []


CHECK_TYPE = CheckType(
    model=Avoid, description="Words and phrases that we do not write.", position=1,
    compile=compiled, find=find, vale=vale, missing=missing,
)  # fmt: skip
