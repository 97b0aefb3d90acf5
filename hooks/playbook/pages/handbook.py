"""The playbook as the organisation shows it: the input of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..checks.link_targets import link_targets
from ..health.metrics import Health, health
from ..model.entry import Chapter, Entry
from ..model.fields import MarkedValue
from ..model.playbook import Playbook
from ..model.selection import is_shown, scopes_at, shown_ids
from ..model.types import RefMarker
from ..source.tree import Path
from ..words.catalogue import Words, words_of
from .addresses import Address, addresses
from .edition import Edition
from .terms import Terms, terms


@dataclass(frozen=True, eq=False)
class Handbook:
    """A playbook and derived data for all pages. Created once per build."""

    playbook: Playbook
    edition: Edition | None = None

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the entries that are shown; drafts are not."""
        drafts = {id for id, entry in self.playbook.entries.items() if entry.status == "draft"}
        return shown_ids(self.playbook) - drafts

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        """Where each shown entry, chapter and kind stands."""
        return addresses(self.playbook, self.shown)

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """The UI words of each language."""
        return {language: words_of(self.playbook, language) for language in self.playbook.languages}

    @cached_property
    def terms(self) -> Mapping[str, Terms]:
        """The glossary's terms of each language."""
        return {
            language: terms(self.playbook, self.shown, language)
            for language in self.playbook.languages
        }

    @cached_property
    def inserts(self) -> Mapping[str, Mapping[str, str]]:
        """The replacement of each name in braces, by language."""
        settings = self.playbook.settings
        return {
            language: {
                "organisation": settings.organisation.name,
                **{name: words.value(value) for name, value in settings.values.items()},
            }
            for language, words in self.words.items()
        }

    @cached_property
    def targets(self) -> Mapping[str, tuple[str, ...]]:
        """For each shown entry, the ids that it refers or links to, apart from its owner."""
        entries = self.playbook.entries
        return {
            id: tuple(link_targets(self.found(entries[id]))) for id in entries if id in self.shown
        }

    def found(self, entry: Entry) -> Iterator[MarkedValue]:
        """The texts and references of an entry, without the parts that are hidden."""
        organisation = self.playbook.settings.organisation
        for found in self.playbook.found[entry.id]:
            if all(is_shown(scope, organisation) for scope in scopes_at(entry, found.path)):
                yield found

    def as_shown(self, entry: Entry) -> dict[str, Any]:
        """An entry as plain data, without hidden parts and references."""
        data: dict[str, Any] = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
        for *above, last in sorted(self._hidden_parts(entry), reverse=True):
            target: Any = data
            for step in above:
                target = target[step]
            del target[last]
        return data

    def _hidden_parts(self, entry: Entry) -> set[Path]:
        """The paths of hidden parts, and of hidden entries in lists."""
        shown = {found.path for found in self.found(entry)}
        hidden: set[Path] = set()
        for found in self.playbook.found[entry.id]:
            if found.path not in shown:
                hidden.add(found.path[:2])
            elif isinstance(found.marker, RefMarker) and isinstance(found.path[-1], int):
                hidden |= {found.path} if found.value not in self.shown else set()
        return hidden

    @cached_property
    def used_in(self) -> Mapping[str, tuple[str, ...]]:
        """For each entry, the ids of the shown entries that refer or link to it, in their order."""
        found: dict[str, dict[str, None]] = {}
        for user, its in self.targets.items():
            for target in its:
                if target != user:
                    found.setdefault(target, {})[user] = None
        return {target: tuple(users) for target, users in found.items()}

    @cached_property
    def health(self) -> Health:
        """The health metrics."""
        return health(self.playbook)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """The shown entries of each kind that has any, in the order of the files."""
        found: dict[str, list[Entry]] = {}
        for entry in self.playbook.entries.values():
            if entry.id in self.shown:
                found.setdefault(entry.kind, []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    @cached_property
    def by_chapter(self) -> Mapping[str, tuple[Entry, ...]]:
        """The shown entries of each chapter that has any, in the order of the files."""
        found: dict[str, list[Entry]] = {}
        for id, chapter in self.playbook.chapter_of.items():
            if id in self.shown:
                found.setdefault(chapter, []).append(self.playbook.entries[id])
        return {chapter: tuple(entries) for chapter, entries in found.items()}

    def chapters(self, kind: str) -> tuple[Chapter, ...]:
        """The chapters of a kind that have anything to show, in their order."""
        all_chapters = self.playbook.chapters.get(kind, ())
        return tuple(chapter for chapter in all_chapters if chapter.id in self.by_chapter)

    def applies(self, scope: object) -> bool:
        """Whether a part with its own ``when`` concerns the organisation."""
        when = getattr(scope, "when", None)
        return when is None or is_shown(when, self.playbook.settings.organisation)
