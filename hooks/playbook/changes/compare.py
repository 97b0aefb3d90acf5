"""From two states of a handbook to the changes between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.entry import AppliesTo, Entry
from ..model.fields import holds_texts
from ..model.playbook import Playbook
from ..words.catalogue import catalogue, known_languages
from .change import Change, Difference, Sort, as_editorial, ordered
from .classes import UNHEEDED, classify, headline
from .classifiers import Sides, people
from .marked import is_same_but_for_signs
from .said import Speaker
from .whom import concerns, users

SETS = frozenset({"tags", "see_also", "basis", "may", "channels", "access", "notify", "includes"})
"""Lists whose order says nothing."""

FREE = frozenset({"asked_as", "forms", "synonyms"})
"""Texts that each language has for itself."""


def compare(
    old: Playbook, new: Playbook, language: str, editorial: Mapping[str, str] | None = None
) -> list[Change]:
    """Every change from one state to the other, the heaviest first, said in a language.

    ``editorial`` holds, by the id of an entry, why an editor says that its rewording does not bind.
    """
    comparing = _Comparing(old, new, language)
    found = [*comparing.entries(), *comparing.values()]
    reasons = editorial or {}
    return ordered(
        as_editorial(change, reasons[change.id]) if change.id in reasons else change
        for change in found
    )


class _Comparing:
    """Two states, and how each is said."""

    def __init__(self, old: Playbook, new: Playbook, language: str) -> None:
        self.old, self.new, self.language = old, new, language
        languages = dict.fromkeys((language, *new.languages))
        self.speakers = {
            name: (Speaker(old, catalogue(name)), Speaker(new, catalogue(name)))
            for name in languages
            if name in known_languages()  # without words it is an error, which the checks tell
        }

    def entries(self) -> Iterator[Change]:
        """Changes of entries, by their ids and the ids that they had before."""
        former = {id: entry.id for entry in self.new.entries.values() for id in entry.previous_ids}
        renamed = {
            former[id]: id
            for id in self.old.entries
            if id in former and id not in self.new.entries and former[id] not in self.old.entries
        }
        for id, after in self.new.entries.items():
            before = self.old.entries.get(renamed.get(id, id))
            if before is None:
                found = [None if self.old.may_exist(id) else self.appeared(after)]
            elif before.kind != after.kind:  # an id used anew: nothing in them can be compared
                found = [self.vanished(before), self.appeared(after)]
            else:
                found = [self.between(before, after)]
            yield from (change for change in found if change is not None)
        for id, before in self.old.entries.items():
            is_gone = id not in self.new.entries and id not in renamed.values()
            if is_gone and not self.new.may_exist(id) and (change := self.vanished(before)):
                yield change

    def vanished(self, entry: Entry) -> Change | None:
        """An entry that is gone without a tombstone; a draft was nothing to readers."""
        if entry.status != "current":
            return None
        return Change(entry.id, entry.kind, "removed", entry.title, concerns(entry))

    def appeared(self, entry: Entry) -> Change | None:
        """An entry that was not there; a draft is nothing to readers yet."""
        if entry.status != "current":
            return None
        return Change(entry.id, entry.kind, "added", entry.title, concerns(entry))

    def between(self, before: Entry, after: Entry) -> Change | None:
        """What happened to an entry that both states have."""
        if before.status != after.status:
            turned = _turned(before, after)
            if turned is not None:
                reason = after.retired_because
                because = self.speakers[self.language][1].text(reason) if reason else None
                return Change(
                    after.id, after.kind, turned, after.title, concerns(after), because=because
                )
        if after.status != "current":
            return None
        differences = tuple(self.differences(before, after))
        if not differences:
            return None
        return Change(
            after.id, after.kind, headline(after.kind, differences), after.title, concerns(after),
            differences, tuple(self.left_behind(before, after)),
        )  # fmt: skip

    def differences(self, before: Entry, after: Entry) -> Iterator[Difference]:
        """Each field that is not as it was; a text once for each language that changed."""
        if before.id != after.id:
            yield Difference("id", "moved", "", before.id, after.id)
        chapters = (self.old.chapter_of.get(before.id), self.new.chapter_of.get(after.id))
        if None not in chapters and chapters[0] != chapters[1]:
            yield Difference("chapter", "moved", "", *(str(chapter) for chapter in chapters))
        sides = Sides(self.old, self.new, before, after)
        for name, field in type(after).model_fields.items():
            one, other = getattr(before, name), getattr(after, name)
            if name in UNHEEDED or _same(name, one, other):
                continue
            sort, key = classify(sides, name, one, other), field.alias or name
            if holds_texts(type(after), name):
                for language, said in self.in_each_language(key, before, after, name):
                    if said[0] != said[1]:
                        mild = sort == "reworded" and is_same_but_for_signs(*said)
                        yield Difference(key, "editorial" if mild else sort, language, *said)
            else:
                yield Difference(key, sort, "", *self.said(self.language, key, before, after, name))

    def said(
        self, language: str, key: str, before: Entry, after: Entry, name: str
    ) -> tuple[str, str]:
        """A field of both states in one language."""
        sides = zip(self.speakers[language], (before, after), strict=True)
        one, other = (
            speaker.say(getattr(entry, name), key, getattr(entry, "asks", "may"))
            for speaker, entry in sides
        )
        return one, other

    def in_each_language(
        self, key: str, before: Entry, after: Entry, name: str
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        for language in filter(self.speakers.__contains__, self.new.languages):
            yield language, self.said(language, key, before, after, name)

    def left_behind(self, before: Entry, after: Entry) -> Iterator[tuple[str, str]]:
        """Fields and languages whose text stayed while another language's changed."""
        for name, field in type(after).model_fields.items():
            if name in FREE or not holds_texts(type(after), name):
                continue
            if getattr(before, name) != getattr(after, name):
                said = dict(self.in_each_language(name, before, after, name))
                stayed = [
                    language for language, both in said.items() if is_same_but_for_signs(*both)
                ]
                if stayed and len(stayed) < len(said):
                    yield from ((field.alias or name, language) for language in stayed)

    def values(self) -> Iterator[Change]:
        """Each of the organisation's values that changed, with the entries that it touches."""
        for name, value in self.new.settings.values.items():
            before = self.old.settings.values.get(name)
            if before is not None and before != value:
                spoken = self.speakers[self.language][1].words
                words = (spoken.value(before), spoken.value(value))
                touched = users(self.new, name)
                yield Change(
                    name, "values", "value", {self.language: name},
                    concerns(*(self.new.entries[id] for id in touched)),
                    (Difference(name, "value", "", *words),), touches=tuple(touched),
                )  # fmt: skip


def _turned(before: Entry, after: Entry) -> Sort | None:
    if after.status == "current":
        return "added"
    if before.status != "current":
        return None
    return "retired" if after.status == "retired" else "removed"


def _same(name: str, old: Any, new: Any) -> bool:
    if name in SETS and isinstance(old, list) and isinstance(new, list):
        return sorted(old) == sorted(new)
    if isinstance(old, AppliesTo) and isinstance(new, AppliesTo):
        return people(old) == people(new)
    return bool(old == new)
