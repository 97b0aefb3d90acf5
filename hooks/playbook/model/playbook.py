"""The playbook: all settings, chapters and entries as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..languages.pack import Languages
from ..problems import Location
from ..source.tree import DataPath, Tree
from .entry import Chapter, Entry, InheritedFields
from .fields import MarkedValue, walk
from .remembered import remembered
from .settings import Settings

Edition = Literal["full", "public"]


@dataclass(frozen=True)
class Origin:
    """Where an entry or a chapter comes from: the tree of its file, and its path in the tree."""

    tree: Tree = field(repr=False)
    path: DataPath

    def location(self, path: DataPath = (), *, of_key: bool = False) -> Location:
        """The location of a field of the entry, or of its key; by default of the entry itself.

        An inherited field is located in the file's ``defaults``.
        """
        if path and path[0] in InheritedFields.model_fields:
            default = ("defaults", path[0])
            if (*self.path, path[0]) not in self.tree.ranges and default in self.tree.ranges:
                return self.tree.location(("defaults", *path))
        return self.tree.location((*self.path, *path), of_key=of_key)

    def find(self, path: DataPath, words: str) -> Location:
        """The location of some words in a text field of the entry."""
        return self.tree.find((*self.path, *path), words)


@dataclass(frozen=True)
class Playbook:
    """Settings, chapters and entries with their origins. Ids are unique.

    ``kinds`` has the models of all kinds by name, in navigation order.
    ``chapters`` has the sorted chapters of each kind; ``chapter_of`` maps the id of an entry to the
    id of its chapter, for kinds with chapters.
    """

    kinds: Mapping[str, type[Entry]] = field(repr=False)
    settings: Settings
    settings_tree: Tree = field(repr=False)
    entries: Mapping[str, Entry]
    chapters: Mapping[str, tuple[Chapter, ...]]
    chapter_of: Mapping[str, str]
    origins: Mapping[str, Origin] = field(repr=False)
    chapter_origins: Mapping[str, Origin] = field(repr=False)
    incomplete: tuple[tuple[Entry, Origin], ...] = ()
    """The valid fields of invalid entries, with their origins; the other fields are None."""
    unread: frozenset[str] = frozenset()
    """Ids of entries or chapters that are invalid or duplicated."""
    has_unread_files: bool = False
    """Whether a file or an id could not be read, so that some ids are unknown."""
    edition: Edition = "full"
    """Whether it is the whole playbook or its public part (`public_edition`)."""
    language_data: Languages = field(default_factory=Languages, repr=False)
    """The languages of the package and of the organisation."""

    @cached_property
    def marked_values(self) -> Mapping[str, tuple[MarkedValue, ...]]:
        """The texts, references and value names in each entry, by entry id."""
        return {id: marked_values(entry) for id, entry in self.entries.items()}

    @cached_property
    def current_ids(self) -> Mapping[str, str]:
        """The current id of each renamed entry, by its previous ids."""
        return {old: entry.id for entry in self.entries.values() for old in entry.previous_ids}

    @property
    def is_whole(self) -> bool:
        """Whether all files, entries and chapters could be read."""
        return not self.unread and not self.has_unread_files

    def may_exist(self, id: str) -> bool:
        """Whether an unreadable entry may have this id."""
        return self.has_unread_files or id in self.unread

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, in the order of the files."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)

    def in_chapter(self, chapter: str) -> tuple[Entry, ...]:
        """The entries of a chapter, in the order of its file."""
        ids = (id for id, chapter_id in self.chapter_of.items() if chapter_id == chapter)
        return tuple(self.entries[id] for id in ids if id in self.entries)

    @property
    def languages(self) -> list[str]:
        """The handbook's languages; the first is the default."""
        return self.settings.languages


@remembered
def marked_values(part: Entry | Chapter) -> tuple[MarkedValue, ...]:
    """The texts, references and value names in an entry or a chapter."""
    return tuple(walk(part))
