"""The models of post checks, which both the command and the web page can run.

Field names are those of Vale if it has the same concept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .entry import AccountKind
from .referenced_kinds import ChannelRef
from .settings import Language
from .types import ALL, FrozenModel, Slug, Text

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


@dataclass(frozen=True)
class StringsMarker:
    """Marks words and phrases, or safe regular expressions."""

    patterns: bool = False


StringsByLanguage = Annotated[
    dict[str, list[PhraseText]], BeforeValidator(by_language), StringsMarker()
]
"""Words and phrases by language, ``all`` for every language."""
PatternsByLanguage = Annotated[
    dict[str, list[PhraseText]], BeforeValidator(by_language), StringsMarker(patterns=True)
]
"""Patterns by language, ``all`` for every language."""
ReplacementsByLanguage = Annotated[
    dict[str, dict[PhraseText, PhraseText]], BeforeValidator(by_language), StringsMarker()
]
"""Words and their replacements, by language."""


class PostScope(FrozenModel):
    """The posts that a check applies to; an empty list means all."""

    channels: list[ChannelRef] = Field([], description="Channels that the post is for.")
    accounts: list[AccountKind] = Field([], description="Personal or official accounts.")
    situations: list[Situation] = Field([], description="A post of our own, or a reply.")
    languages: list[Language] = Field([], description="The post's languages.")


class CheckFields(FrozenModel):
    """The fields of every check; `post.check` adds a field for each type of check."""

    name: Slug = Field(description="A short English name, unique in its rule.")
    level: CheckLevel = Field("warning", description="How serious a finding is.")
    alone: CheckLevel | None = Field(
        None, description="The level if no other words in the post are a warning or an error."
    )
    message: Text = Field(description="The message to the writer; %s is what was found.")
    scope: PostScope = Field(
        PostScope(), description="Which posts the check is for; without it, all."
    )
    exceptions: StringsByLanguage | None = Field(
        None, description="Words and phrases that are fine."
    )


class Pair(FrozenModel):
    """The same message, written badly and well."""

    bad: Text = Field(description="How not to write it.")
    good: Text = Field(description="How to write it.")
    why: Text = Field(description="Why the good version is better.")
    account: AccountKind = Field("official", description="The account that would publish it.")
    situation: Situation = Field("post", description="Whether it is a post or a reply.")
