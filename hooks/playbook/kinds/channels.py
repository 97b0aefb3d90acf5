"""Channels: where the organisation is, and where it is not."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..model.entry import Entry, Group, Layout
from ..model.types import FrozenModel, Integer, Prose, RoleRef, TextList, ValueRef


class Limits(FrozenModel):
    """The limits of the platform itself, not of the organisation."""

    characters: Integer | None = Field(None, ge=1, description="Characters in a post.")
    hashtags: Integer | None = Field(None, ge=0, description="Hashtags in a post.")
    images: Integer | None = Field(None, ge=0, description="Pictures in a post.")
    video_seconds: Integer | None = Field(None, ge=1, description="Length of a film, in seconds.")


class Channel(Entry):
    """A place where the organisation meets people."""

    kind: ClassVar[str] = "channels"
    group: ClassVar[Group] = "places"
    nav_order: ClassVar[int] = 120
    layout: ClassVar[Layout] = "entry"
    summary_fields: ClassVar[tuple[str, ...]] = (
        "platform",
        "standing",
        "reply_within",
        "frequency",
        "owner",
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
    audience: Prose | None = Field(None, description="Whom we meet there.")
    backup: RoleRef | None = Field(None, description="The role that steps in for the owner.")
    reply_within: ValueRef | None = Field(None, description="The value for how fast we reply.")
    frequency: ValueRef | None = Field(None, description="The value for how often we publish.")
    limits: Limits | None = Field(None, description="What the platform allows.")
    not_for: TextList | None = Field(None, description="What does not belong there.")
