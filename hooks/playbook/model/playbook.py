"""The whole playbook as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..problems import Location
from ..source.tree import Path, Tree
from .entry import Chapter, Entry, InheritedFields
from .fields import MarkedValue, walk
from .settings import Settings


@dataclass(frozen=True)
class Origin:
    """The origin of an entry or a chapter: its file's tree and its path there."""

    tree: Tree = field(repr=False)
    path: Path

    def location(self, path: Path = (), *, of_key: bool = False) -> Location:
        """The location of a field of the entry, or of its key; by default of the entry itself.

        An inherited field is located in the file's ``defaults``.
        """
        if path and path[0] in InheritedFields.model_fields:
            default = ("defaults", path[0])
            if (*self.path, path[0]) not in self.tree.ranges and default in self.tree.ranges:
                return self.tree.location(("defaults", *path))
        return self.tree.location((*self.path, *path), of_key=of_key)

    def find(self, path: Path, words: str) -> Location:
        """The place of some words within a text of the entry."""
        return self.tree.find((*self.path, *path), words)


@dataclass(frozen=True)
class Playbook:
    """Settings, chapters and entries, each with where it was read. Ids are unique.

    ``chapters`` holds those of each kind in their order; ``chapter_of`` maps an entry's id to its
    chapter's id, for kinds with chapters.
    """

    settings: Settings
    settings_tree: Tree = field(repr=False)
    entries: Mapping[str, Entry]
    chapters: Mapping[str, tuple[Chapter, ...]]
    chapter_of: Mapping[str, str]
    origins: Mapping[str, Origin] = field(repr=False)
    chapter_origins: Mapping[str, Origin] = field(repr=False)
    unread: frozenset[str] = frozenset()
    """Ids of entries or chapters that are invalid or duplicated."""
    has_unread_files: bool = False
    """Whether something could not be read, so that its ids are unknown."""

    @cached_property
    def found(self) -> Mapping[str, tuple[MarkedValue, ...]]:
        """The texts, references and names of values of every entry, by its id."""
        return {id: tuple(walk(entry)) for id, entry in self.entries.items()}

    @property
    def is_whole(self) -> bool:
        """Whether everything in the files was read."""
        return not self.unread and not self.has_unread_files

    def may_exist(self, id: str) -> bool:
        """Whether an unreadable entry may have this id."""
        return self.has_unread_files or id in self.unread

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, in the order of the files."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)

    def in_chapter(self, chapter: str) -> tuple[Entry, ...]:
        """The entries of a chapter, in the order of its file."""
        found = (id for id, its in self.chapter_of.items() if its == chapter)
        return tuple(self.entries[id] for id in found if id in self.entries)

    @property
    def languages(self) -> list[str]:
        """The handbook's languages; the first is the default."""
        return self.settings.languages
