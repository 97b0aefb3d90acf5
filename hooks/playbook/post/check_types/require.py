"""Something that a post must contain, always or when a condition holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from ...model.post_check import Element, PatternsByLanguage, StringsByLanguage
from ...model.types import FrozenModel
from ...problems import Phrase
from ..check_type import CheckCompiler, CheckType, Missing
from ..finding import Hit, PostContext, shorten
from ..prepared_check import PreparedCheck
from ..tokens import Post
from ..vale_parts import ELEMENTS, ValeResult, head, without_count
from ..vale_words import phrase_words

FIRST_WORDS = 5
"""How many words from the beginning count as "first"."""
_NEVER_MATCHES = "(?!)"
_ON_LAST_LINE = r"(?=[^\n]*[ \t\r\n]*(?![\s\S]))"


class When(FrozenModel):
    """A condition: the post contains one of the words, patterns or elements."""

    tokens: StringsByLanguage | None = Field(
        None, description="Words and phrases, in all their forms."
    )
    pattern: PatternsByLanguage | None = Field(None, description="Safe regular expressions.")
    has: list[Element] = Field([], description="Elements, such as a link or a picture.")


class Require(FrozenModel):
    """Something that must be there, always or when a condition holds."""

    tokens: StringsByLanguage | None = Field(
        None, description="Words and phrases, one of which must be there."
    )
    pattern: PatternsByLanguage | None = Field(
        None, description="Safe regular expressions, one of which must match."
    )
    has: list[Element] = Field([], description="Elements, one of which must be there.")
    place: Literal["anywhere", "first", "last"] = Field(
        "anywhere", description="Among the first words, on the last line, or anywhere."
    )
    when: When | None = Field(None, description="When it is required; without it, always.")


def compiled(fields: Require, compiler: CheckCompiler) -> dict[str, Any]:
    """What is required, where in the post, and under which condition."""
    when = None if fields.when is None else _compiled_condition(fields.when, compiler)
    return {**_compiled_condition(fields, compiler), "place": fields.place, "when": when}


def _compiled_condition(part: Require | When, compiler: CheckCompiler) -> dict[str, Any]:
    return {
        "phrases": compiler.phrases(part.tokens),
        "patterns": compiler.patterns(part.pattern),
        "has": list(part.has),
    }


def missing(fields: Require) -> Iterator[Missing]:
    """Anything that is required, and anything that the condition looks for."""
    parts: list[Require | When] = [fields, *([fields.when] if fields.when else [])]
    for part in parts:
        if not (part.tokens or part.pattern or part.has):
            yield "tokens", Phrase("why.or-pattern")


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """A hit if a required element is missing: at the text that made it required, if any."""
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
        yield from ((offset, offset + 1) for offset in post.occurrences("?"))
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


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """A required element: a minimum of one, or Vale's conditional if there is a condition."""
    if check["place"] == "first":
        return {}, ["Vale cannot count the words before an element"]
    required = _condition_pattern(check, endings) or _NEVER_MATCHES
    if check["place"] == "last":
        required = f"(?:{required}){_ON_LAST_LINE}"
    if not check["when"]:
        rule = {"scope": "raw", "min": 1, "token": required}
        return {"": {"extends": "occurrence", **without_count(check), **rule}}, []
    first = _condition_pattern(check["when"], endings)
    rule = {"scope": "raw", "first": first, "second": required}
    return ({"": {"extends": "conditional", **head(check), **rule}} if first else {}), []


def _condition_pattern(part: Mapping[str, Any], endings: Sequence[str]) -> str:
    """One regular expression for the phrases, patterns and elements of a condition."""
    words = [f"(?i:{phrase_words(item, endings)})" for item in part["phrases"]]
    return "|".join([*words, *part["patterns"], *(ELEMENTS[item] for item in part["has"])])


CHECK_TYPE = CheckType(
    model=Require, description="Something that must be there.", position=4,
    compile=compiled, find=find, vale=vale, missing=missing,
)  # fmt: skip
