"""The playbook as the organisation publishes it: the input of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ..health.metrics import Health, health
from ..model.entry import Chapter, Entry
from ..model.fields import MarkedValue
from ..model.link_graph import LinkGraph, link_targets, links_of
from ..model.playbook import Playbook
from ..model.selection import enclosing_scopes, is_shown, scopes_of, shown_ids
from ..model.shown_parts import has_scoped_parts, shown_playbook
from ..model.types import RefMarker
from ..source.tree import DataPath
from ..words.catalogue import Words, words_of
from .addresses import Address, addresses
from .heading_font import font_choice
from .release_info import ReleaseInfo
from .terms import Terms, linked_terms


@dataclass(frozen=True, eq=False)
class Handbook:
    """A playbook without hidden parts, and derived data for all pages. Created once per build."""

    playbook: Playbook
    release_info: ReleaseInfo | None = None
    written: Mapping[str, tuple[tuple[str, str], ...]] = dataclass_field(default_factory=dict)
    """The hand-written pages of each language that the A–Z index lists: path and title."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "playbook", shown_playbook(self.playbook))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the entries that apply to the organisation and are not drafts."""
        drafts = {id for id, entry in self.playbook.entries.items() if entry.status == "draft"}
        return shown_ids(self.playbook) - drafts

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        """The address of each shown entry, chapter and kind."""
        return addresses(self.playbook, self.shown)

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """The UI strings of each language."""
        return {language: words_of(self.playbook, language) for language in self.playbook.languages}

    @property
    def first_words(self) -> Words:
        """The UI strings of the default language."""
        return self.words[self.playbook.languages[0]]

    @cached_property
    def terms(self) -> Mapping[str, Terms]:
        """The glossary terms of each language."""
        return {
            language: linked_terms(self.playbook, self.shown, language)
            for language in self.playbook.languages
        }

    @cached_property
    def inserts(self) -> Mapping[str, Mapping[str, str]]:
        """For each language, the texts that replace names in braces, by name."""
        settings = self.playbook.settings
        return {language: words.inserts(settings) for language, words in self.words.items()}

    @cached_property
    def links(self) -> LinkGraph:
        """The links between the shown entries, without those in hidden parts."""
        shown = (entry for id, entry in self.playbook.entries.items() if id in self.shown)
        return LinkGraph({entry.id: self._links_of(entry) for entry in shown})

    def _links_of(self, entry: Entry) -> tuple[str, ...]:
        if has_scoped_parts(entry):
            return tuple(link_targets(self.marked_values(entry)))
        return links_of(entry)

    def marked_values(self, entry: Entry) -> Iterator[MarkedValue]:
        """The texts and references of an entry, without those in hidden parts."""
        organisation = self.playbook.settings.organisation
        fields = self.playbook.marked_values[entry.id]
        if not has_scoped_parts(entry):
            yield from fields if is_shown(entry.applies_to, organisation) else ()
            return
        for field in fields:
            if all(is_shown(scope, organisation) for scope in enclosing_scopes(entry, field.path)):
                yield field

    def as_shown(self, entry: Entry) -> dict[str, Any]:
        """An entry as plain data, without hidden parts and without references to hidden entries."""
        data: dict[str, Any] = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
        for *parents, last in sorted(self._hidden_parts(entry), reverse=True):
            container: Any = data
            for key in parents:
                container = container[key]
            del container[last]
        return data

    def _hidden_parts(self, entry: Entry) -> set[DataPath]:
        """The paths of an entry's hidden parts, and of list items that refer to hidden entries."""
        shown = {field.path for field in self.marked_values(entry)}
        hidden: set[DataPath] = set()
        for field in self.playbook.marked_values[entry.id]:
            is_reference_in_list = isinstance(field.marker, RefMarker) and isinstance(
                field.path[-1], int
            )
            if field.path not in shown:
                hidden.add(field.path[:2])  # the whole item of a list, or part by name
            elif is_reference_in_list and field.value not in self.shown:
                hidden.add(field.path)
        return hidden

    @cached_property
    def heading_font(self) -> str:
        """The font of headings: a name or a path of `heading_font.font_choice`."""
        titles = (entry.title for entry in self.playbook.entries.values())
        texts = (text for title in titles for text in title.values())
        return font_choice(self.playbook.settings.heading_font, texts)

    @cached_property
    def health(self) -> Health:
        """The health metrics."""
        return health(self.playbook)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """The shown entries of each kind, in file order; kinds without any are missing."""
        by_kind: dict[str, list[Entry]] = {}
        for entry in self.playbook.entries.values():
            if entry.id in self.shown:
                by_kind.setdefault(entry.kind, []).append(entry)
        return {kind: tuple(entries) for kind, entries in by_kind.items()}

    @cached_property
    def by_chapter(self) -> Mapping[str, tuple[Entry, ...]]:
        """The shown entries of each chapter, in file order; chapters without any are missing."""
        by_chapter: dict[str, list[Entry]] = {}
        for id, chapter in self.playbook.chapter_of.items():
            if id in self.shown:
                by_chapter.setdefault(chapter, []).append(self.playbook.entries[id])
        return {chapter: tuple(entries) for chapter, entries in by_chapter.items()}

    def chapters(self, kind: str) -> tuple[Chapter, ...]:
        """The chapters of a kind that have shown entries, in file order."""
        all_chapters = self.playbook.chapters.get(kind, ())
        return tuple(chapter for chapter in all_chapters if chapter.id in self.by_chapter)

    def applies(self, part: BaseModel) -> bool:
        """Whether a part of an entry applies to the organisation, by the scopes in its fields."""
        organisation = self.playbook.settings.organisation
        return all(is_shown(scope, organisation) for scope in scopes_of(part))
