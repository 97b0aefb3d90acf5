"""Channels: where the organisation is, and where it is not."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ...model.directions import (
    Changed,
    Explains,
    MoreIsStricter,
    Ordered,
    Reworded,
    ShorterIsStricter,
)
from ...model.entry import Entry
from ...model.kind_parts import PostSpec, SearchSpec, VocabularySpec
from ...model.kind_spec import KindSpec
from ...model.referenced_kinds import RoleRef
from ...model.types import FrozenModel, Integer, Prose, TextList, ValueRef

IN_USE = ("approved", "trial", "restricted")
"""The standings of channels in which we publish."""


class Limits(FrozenModel):
    """The limits of the platform itself, not of the organisation."""

    characters: Integer | None = Field(None, ge=1, description="Characters in a post.")
    hashtags: Integer | None = Field(None, ge=0, description="Hashtags in a post.")
    images: Integer | None = Field(None, ge=0, description="Pictures in a post.")
    video_seconds: Integer | None = Field(None, ge=1, description="Length of a film, in seconds.")


class Channel(Entry):
    """A place where the organisation meets people."""

    spec: ClassVar[KindSpec[Channel]] = KindSpec(
        kind="channels",
        group="places",
        nav_order=120,
        layout="entry",
        summary_fields=(
            "platform",
            "standing",
            "reply_within",
            "frequency",
            "owner",
        ),
        is_binding=True,
        deciding_fields=("standing",),
        dependent_fields=("not_for",),
        example_id="own-blog",
        suggested_fields=("backup",),
        deputy=lambda channel: channel.backup,
        lacks_backup=lambda channel: channel.backup is None and channel.standing in IN_USE,
        search=SearchSpec(
            names=("platform", "former_names"),
            leads=("summary", "purpose"),
            same_as=lambda channel, language: (channel.platform, *channel.former_names),
        ),
        vocabulary=VocabularySpec(
            current_name=lambda channel: channel.platform,
            former_names=lambda channel: channel.former_names,
            explains=("title", "summary", "platform"),
        ),
        post=PostSpec(
            is_published_in=lambda channel: channel.standing in IN_USE,
            max_characters=lambda channel: channel.limits and channel.limits.characters,
        ),
        staff_fields=("backup",),
        choices={"standing": "standing"},
        bindings={
            "standing": Ordered(("approved", "trial", "restricted", "banned")),
            "purpose": Reworded(),
            "backup": Changed(),
            "reply_within": ShorterIsStricter(),
            "frequency": Changed(),
            "not_for": MoreIsStricter(),
            "platform": Explains(),
            "former_names": Explains(),
            "target_group": Explains(),
            "limits": Explains(),
        },
    )

    platform: str = Field(
        min_length=1, max_length=80, examples=["LinkedIn"], description="The platform's own name."
    )
    former_names: list[str] = Field(
        [], examples=["[Twitter]"], description="What the platform was called before."
    )
    standing: Literal["approved", "trial", "restricted", "banned", "closed"] = Field(
        description="Whether we use it."
    )
    purpose: Prose = Field(description="What we use it for, or why we do not.")
    target_group: Prose | None = Field(None, description="Whom we meet there.")
    backup: RoleRef | None = Field(None, description="The role that steps in for the owner.")
    reply_within: ValueRef | None = Field(None, description="The value for how fast we reply.")
    frequency: ValueRef | None = Field(None, description="The value for how often we publish.")
    limits: Limits | None = Field(None, description="What the platform allows.")
    not_for: TextList | None = Field(None, description="What does not belong there.")
