"""What a rule looks for in a post: data that both the command and the page can run.

The names of the fields are Vale's where Vale has the same idea.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .entry import AccountKind
from .settings import Language
from .types import ALL, ChannelRef, Part, Slug, Text, Values, Whole

Situation = Literal["post", "reply"]
CheckLevel = Literal["suggestion", "warning", "error"]
Element = Literal["image", "link", "mention", "hashtag", "emoji", "number", "question"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def by_language(value: Any, info: ValidationInfo) -> Any:
    """Take what is given for each language; a language may be left out: nothing is sought there.

    Raises PydanticCustomError with type ``not_text`` or ``unknown_language``.
    """
    languages: tuple[str, ...] = (info.context or {}).get("languages", ("sv", "en"))
    if not isinstance(value, Mapping) or not value:
        raise PydanticCustomError("not_text", "not by language", {"languages": languages})
    if ALL in value and len(value) == 1:
        value = dict.fromkeys(languages or (ALL,), value[ALL])
    for language in value:
        if languages and language not in languages:
            raise PydanticCustomError("unknown_language", "{language}", {"language": language})
    return value


Lists = Annotated[dict[str, list[Words]], BeforeValidator(by_language)]
"""Words or patterns by language, ``all`` for every language."""
Swaps = Annotated[dict[str, dict[Words, Words]], BeforeValidator(by_language)]
"""What to write in place of a word, by language."""


class PostScope(Part):
    """Which posts a check is for; an empty list leaves that side open."""

    channels: list[ChannelRef] = Field([], description="Channels that the post is for.")
    accounts: list[AccountKind] = Field([], description="Personal or official accounts.")
    situations: list[Situation] = Field([], description="A post of our own, or a reply.")
    languages: list[Language] = Field([], description="The post's languages.")


class Avoid(Part):
    """Words and phrases that we do not write, in all their forms."""

    tokens: Lists | None = Field(
        None, description="Words and phrases; a * at the end or the beginning is any letters."
    )
    swap: Swaps | None = Field(None, description="Words and phrases with what to write instead.")
    forms: bool = Field(True, description="Whether inflected forms are sought too.")
    ignorecase: bool = Field(True, description="Whether capitals and small letters are alike.")


class Pattern(Part):
    """Text of a certain form."""

    tokens: Lists = Field(description="Safe regular expressions; docs say what they may hold.")
    ignorecase: bool = Field(True, description="Whether capitals and small letters are alike.")
    replace: str | None = Field(
        None,
        max_length=80,
        examples=["use"],
        description="What to write instead, whatever was found.",
    )


class Limit(Part):
    """No more than so many of something."""

    of: Literal[
        "characters", "sentence_words", "emoji", "hashtags", "exclamations", "capitals",
        "links", "lix", "words",
    ] = Field(description="What is counted; words are those of tokens.")  # fmt: skip
    max: Values | None = Field(
        None, description="The value that says how many; absent for the channel's own limit."
    )
    tokens: Lists | None = Field(None, description="The words that are counted, for words.")
    min_words: Whole = Field(
        0, ge=0, le=1_000, description="Shorter posts are not counted, for lix."
    )


class When(Part):
    """A condition: the post holds one of these."""

    tokens: Lists | None = Field(None, description="Words and phrases, in all their forms.")
    pattern: Lists | None = Field(None, description="Safe regular expressions.")
    has: list[Element] = Field([], description="Elements, as a link or a picture.")


class Require(Part):
    """Something that must be there, always or when a condition holds."""

    tokens: Lists | None = Field(None, description="Words and phrases, one of which must be there.")
    pattern: Lists | None = Field(None, description="Safe regular expressions, as tokens.")
    has: list[Element] = Field([], description="Elements, as tokens.")
    place: Literal["anywhere", "first", "last"] = Field(
        "anywhere", description="Among the first words, on the last line, or anywhere."
    )
    when: When | None = Field(None, description="When it is required; absent is always.")


class Order(Part):
    """What stands where."""

    of: Literal["label_before_link", "hashtags_last", "emoji_last", "hashtag_capitals"] = Field(
        description="What is looked at."
    )
    tokens: Lists | None = Field(None, description="The labels, for label_before_link.")


class Detect(Part):
    """Data that should not be in a post, known by its form and its check digit."""

    what: list[
        Literal["personal_number", "phone", "mobile", "email", "address", "card", "secret"]
    ] = Field(min_length=1, description="What is looked for.")


class Check(Part):
    """One thing that a program looks for in a post: exactly one of the six sorts is given."""

    name: Slug = Field(description="A short English name, unique in its rule.")
    level: CheckLevel = Field("warning", description="How serious it is.")
    message: Text = Field(description="What the writer is told; %s is what was found.")
    scope: PostScope = Field(PostScope(), description="Which posts it is for; absent is all.")
    exceptions: Lists | None = Field(None, description="Words and phrases that are fine.")
    avoid: Avoid | None = Field(None, description="Words and phrases that we do not write.")
    pattern: Pattern | None = Field(None, description="Text of a certain form.")
    limit: Limit | None = Field(None, description="No more than so many of something.")
    require: Require | None = Field(None, description="Something that must be there.")
    order: Order | None = Field(None, description="What stands where.")
    detect: Detect | None = Field(None, description="Personal data and secrets.")


SORTS = ("avoid", "pattern", "limit", "require", "order", "detect")
"""The sorts of check: each is the name of a field of `Check`."""
