"""Computes the changes between two states of a handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.entry import AppliesTo, Entry
from ..model.fields import contains_text
from ..model.playbook import Playbook
from ..words.catalogue import words_of
from .audience import concerns, entries_using
from .binding_fields import EXCLUDED_FIELDS, classify, headline
from .change import Change, ChangeType, Difference, downgrade_to_editorial, ordered
from .classifiers import ComparedStates, scope_sets
from .value_formatter import ValueFormatter
from .word_diff import is_same_ignoring_punctuation

UNORDERED_FIELDS = frozenset(
    {"tags", "see_also", "basis", "may", "channels", "access", "notify", "includes"}
)
"""Lists whose order is irrelevant."""

LANGUAGE_SPECIFIC_FIELDS = frozenset({"asked_as", "forms", "synonyms"})
"""Texts that are not translations of each other."""


def compare(
    old: Playbook, new: Playbook, language: str, editorial: Mapping[str, str] | None = None
) -> list[Change]:
    """Every change between two states, heaviest first, formatted in a language.

    ``editorial`` maps entry ids to the reasons why their rewording is editorial.
    """
    comparison = _Comparison(old, new, language)
    changes = [*comparison.entries(), *comparison.values()]
    reasons = editorial or {}
    return ordered(
        downgrade_to_editorial(change, reasons[change.id]) if change.id in reasons else change
        for change in changes
    )


class _Comparison:
    """Compares two states; formats the values of each."""

    def __init__(self, old: Playbook, new: Playbook, language: str) -> None:
        self.old, self.new, self.language = old, new, language
        names = dict.fromkeys((language, *new.languages))
        known = {name: words_of(new, name) for name in names if new.language_data[name].is_known}
        self.formatters = {  # the checks report a language without UI catalogue
            name: (ValueFormatter(old, words), ValueFormatter(new, words))
            for name, words in known.items()
        }

    def entries(self) -> Iterator[Change]:
        """Changes of entries, matched by their current and previous ids."""
        former = {id: entry.id for entry in self.new.entries.values() for id in entry.previous_ids}
        renamed = {
            former[id]: id
            for id in self.old.entries
            if id in former and id not in self.new.entries and former[id] not in self.old.entries
        }
        for id, after in self.new.entries.items():
            before = self.old.entries.get(renamed.get(id, id))
            if before is None:
                changes = [None if self.old.may_exist(id) else self.added(after)]
            elif before.kind != after.kind:  # a reused id: the two entries cannot be compared
                changes = [self.removed(before), self.added(after)]
            else:
                changes = [self.changed(before, after)]
            yield from (change for change in changes if change is not None)
        for id, before in self.old.entries.items():
            is_gone = id not in self.new.entries and id not in renamed.values()
            if is_gone and not self.new.may_exist(id) and (change := self.removed(before)):
                yield change

    def removed(self, entry: Entry) -> Change | None:
        """The change for an entry that was deleted instead of retired; None for a draft."""
        if entry.status != "current":
            return None
        return Change(entry.id, entry.kind, "removed", entry.title, concerns(entry))

    def added(self, entry: Entry) -> Change | None:
        """The change for a new entry; None for a draft."""
        if entry.status != "current":
            return None
        return Change(entry.id, entry.kind, "added", entry.title, concerns(entry))

    def changed(self, before: Entry, after: Entry) -> Change | None:
        """The change of an entry that exists in both states."""
        if before.status != after.status:
            status_change = _status_change(before, after)
            if status_change is not None:
                reason = after.retired_because
                because = self.formatters[self.language][1].text(reason) if reason else None
                return Change(
                    after.id,
                    after.kind,
                    status_change,
                    after.title,
                    concerns(after),
                    because=because,
                )
        if after.status != "current":
            return None
        differences = tuple(self.differences(before, after))
        if not differences:
            return None
        return Change(
            after.id, after.kind, headline(after.kind, differences), after.title, concerns(after),
            differences, tuple(self.untranslated(before, after)),
        )  # fmt: skip

    def differences(self, before: Entry, after: Entry) -> Iterator[Difference]:
        """Each changed field; texts once per changed language."""
        if before.id != after.id:
            yield Difference("id", "moved", "", before.id, after.id)
        chapters = (self.old.chapter_of.get(before.id), self.new.chapter_of.get(after.id))
        if None not in chapters and chapters[0] != chapters[1]:
            yield Difference("chapter", "moved", "", *(str(chapter) for chapter in chapters))
        states = ComparedStates(self.old, self.new, before, after)
        for name, field in type(after).model_fields.items():
            old, new = getattr(before, name), getattr(after, name)
            if name in EXCLUDED_FIELDS or _same(name, old, new):
                continue
            change_type, key = classify(states, name, old, new), field.alias or name
            if contains_text(type(after), name):
                for language, formatted in self.in_each_language(key, before, after, name):
                    if formatted[0] != formatted[1]:
                        same = is_same_ignoring_punctuation(*formatted)
                        is_editorial = change_type == "reworded" and same
                        field_type = "editorial" if is_editorial else change_type
                        yield Difference(key, field_type, language, *formatted)
            else:
                yield Difference(
                    key, change_type, "", *self.formatted(self.language, key, before, after, name)
                )

    def formatted(
        self, language: str, key: str, before: Entry, after: Entry, name: str
    ) -> tuple[str, str]:
        """A field of both states in one language."""
        states = zip(self.formatters[language], (before, after), strict=True)
        old, new = (
            formatter.format(getattr(entry, name), key, getattr(entry, "asks", "may"))
            for formatter, entry in states
        )
        return old, new

    def in_each_language(
        self, key: str, before: Entry, after: Entry, name: str
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        for language in filter(self.formatters.__contains__, self.new.languages):
            yield language, self.formatted(language, key, before, after, name)

    def untranslated(self, before: Entry, after: Entry) -> Iterator[tuple[str, str]]:
        """Fields and languages that did not change although another language did."""
        for name, field in type(after).model_fields.items():
            if name in LANGUAGE_SPECIFIC_FIELDS or not contains_text(type(after), name):
                continue
            if getattr(before, name) != getattr(after, name):
                formatted = dict(self.in_each_language(name, before, after, name))
                unchanged = [
                    language
                    for language, both in formatted.items()
                    if is_same_ignoring_punctuation(*both)
                ]
                if unchanged and len(unchanged) < len(formatted):
                    yield from ((field.alias or name, language) for language in unchanged)

    def values(self) -> Iterator[Change]:
        """Each changed value, with the entries that use it."""
        for name, value in self.new.settings.values.items():
            before = self.old.settings.values.get(name)
            if before is not None and before != value:
                ui_strings = self.formatters[self.language][1].words
                words = (ui_strings.value(before), ui_strings.value(value))
                using = entries_using(self.new, name)
                yield Change(
                    name, "values", "value", {self.language: name},
                    concerns(*(self.new.entries[id] for id in using)),
                    (Difference(name, "value", "", *words),), touches=tuple(using),
                )  # fmt: skip


def _status_change(before: Entry, after: Entry) -> ChangeType | None:
    if after.status == "current":
        return "added"
    if before.status != "current":
        return None
    return "retired" if after.status == "retired" else "removed"


def _same(name: str, old: Any, new: Any) -> bool:
    if name in UNORDERED_FIELDS and isinstance(old, list) and isinstance(new, list):
        return sorted(old) == sorted(new)
    if isinstance(old, AppliesTo) and isinstance(new, AppliesTo):
        return scope_sets(old) == scope_sets(new)
    return bool(old == new)
