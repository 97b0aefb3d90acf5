"""The models of post checks, which both the command and the web page can run.

Field names follow Vale where it has the same concept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .entry import AccountKind
from .referenced_kinds import ChannelRef
from .settings import Language
from .types import ALL, FrozenModel, Integer, Slug, Text, ValueRef

Situation = Literal["post", "reply"]
CheckLevel = Literal["suggestion", "warning", "error"]
Element = Literal["image", "link", "mention", "hashtag", "emoji", "number", "question"]
PhraseText = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def by_language(value: Any, info: ValidationInfo) -> Any:
    """Accept values by language. A post in a language without values is not checked.

    Raises PydanticCustomError with type ``not_text`` or ``unknown_language``.
    """
    languages: tuple[str, ...] = (info.context or {}).get("languages", ())
    if not isinstance(value, Mapping) or not value:
        raise PydanticCustomError("not_text", "not by language", {"languages": languages})
    if ALL in value and len(value) == 1:
        value = dict.fromkeys(languages or (ALL,), value[ALL])
    for language in value:
        if languages and language not in languages:
            raise PydanticCustomError("unknown_language", "{language}", {"language": language})
    return value


StringsByLanguage = Annotated[dict[str, list[PhraseText]], BeforeValidator(by_language)]
"""Words or patterns by language, ``all`` for every language."""
ReplacementsByLanguage = Annotated[
    dict[str, dict[PhraseText, PhraseText]], BeforeValidator(by_language)
]
"""What to write in place of a word, by language."""


class PostScope(FrozenModel):
    """Which posts a check applies to; an empty list means any."""

    channels: list[ChannelRef] = Field([], description="Channels that the post is for.")
    accounts: list[AccountKind] = Field([], description="Personal or official accounts.")
    situations: list[Situation] = Field([], description="A post of our own, or a reply.")
    languages: list[Language] = Field([], description="The post's languages.")


class Avoid(FrozenModel):
    """Words and phrases to avoid, in all their inflected forms."""

    tokens: StringsByLanguage | None = Field(
        None, description="Words and phrases; a * at the end or the beginning is any letters."
    )
    swap: ReplacementsByLanguage | None = Field(
        None, description="Words and phrases with what to write instead."
    )
    forms: bool = Field(True, description="Whether inflected forms are found too.")
    ignorecase: bool = Field(True, description="Whether upper and lower case are the same.")


class Pattern(FrozenModel):
    """Text that matches a pattern."""

    tokens: StringsByLanguage = Field(
        description="Safe regular expressions; the docs describe their syntax."
    )
    ignorecase: bool = Field(True, description="Whether upper and lower case are the same.")
    replace: str | None = Field(
        None,
        max_length=80,
        examples=["use"],
        description="What to write instead, whatever was found.",
    )


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
        0, ge=0, le=1_000, description="Shorter posts are not counted, for lix."
    )


class When(FrozenModel):
    """A condition: the post holds one of these."""

    tokens: StringsByLanguage | None = Field(
        None, description="Words and phrases, in all their forms."
    )
    pattern: StringsByLanguage | None = Field(None, description="Safe regular expressions.")
    has: list[Element] = Field([], description="Elements, as a link or a picture.")


class Require(FrozenModel):
    """Something that must be there, always or when a condition holds."""

    tokens: StringsByLanguage | None = Field(
        None, description="Words and phrases, one of which must be there."
    )
    pattern: StringsByLanguage | None = Field(
        None, description="Safe regular expressions, as tokens."
    )
    has: list[Element] = Field([], description="Elements, as tokens.")
    place: Literal["anywhere", "first", "last"] = Field(
        "anywhere", description="Among the first words, on the last line, or anywhere."
    )
    when: When | None = Field(None, description="When it is required; absent is always.")


class Order(FrozenModel):
    """The order of elements."""

    of: Literal["label_before_link", "hashtags_last", "emoji_last", "hashtag_capitals"] = Field(
        description="What is looked at."
    )
    tokens: StringsByLanguage | None = Field(None, description="The labels, for label_before_link.")


class Detect(FrozenModel):
    """Data that should not be in a post, known by its form and its check digit."""

    what: list[
        Literal["personal_number", "phone", "mobile", "email", "address", "card", "secret"]
    ] = Field(min_length=1, description="What is looked for.")


class Check(FrozenModel):
    """One check of a post: exactly one of the six check types is given."""

    name: Slug = Field(description="A short English name, unique in its rule.")
    level: CheckLevel = Field("warning", description="How serious it is.")
    message: Text = Field(description="The message to the writer; %s is what was found.")
    scope: PostScope = Field(PostScope(), description="Which posts it is for; absent is all.")
    exceptions: StringsByLanguage | None = Field(
        None, description="Words and phrases that are fine."
    )
    avoid: Avoid | None = Field(None, description="Words and phrases that we do not write.")
    pattern: Pattern | None = Field(None, description="Text that matches a pattern.")
    limit: Limit | None = Field(None, description="An upper limit.")
    require: Require | None = Field(None, description="Something that must be there.")
    order: Order | None = Field(None, description="The order of elements.")
    detect: Detect | None = Field(None, description="Personal data and secrets.")


CHECK_TYPES = ("avoid", "pattern", "limit", "require", "order", "detect")
"""The check types: each is the name of a field of `Check`."""


class Pair(FrozenModel):
    """The same message, written badly and well."""

    bad: Text = Field(description="How not to put it.")
    good: Text = Field(description="How to put it.")
    why: Text = Field(description="What makes the second better.")
    account: AccountKind = Field("official", description="The account that would publish it.")
    situation: Situation = Field("post", description="Whether it is a post or a reply.")
