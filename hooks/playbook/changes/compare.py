"""Computes the changes between two states of a handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..languages.pack import Languages
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.selection import is_shown
from ..model.settings import Organisation
from ..model.shown_parts import shown_entry
from .audience import combined_audience
from .change import Change, ChangeType, downgrade_to_editorial, sort_changes
from .chapter_changes import chapter_changes
from .classify import entry_change_type
from .current_names import renames_between, with_current_names
from .decisive_words import Names, decisive_words
from .entry_differences import EntryDifferences
from .settings_changes import settings_changes
from .value_changes import value_changes

MAX_WORDS_OF_NAME = 3
"""The number of words of a title that a text uses as a name."""


def compare(
    old: Playbook,
    new: Playbook,
    language: str,
    editorial: Mapping[str, str] | None = None,
    *,
    is_released: bool = False,
) -> list[Change]:
    """All changes between two states, heaviest first, formatted in a language.

    ``editorial`` maps entry ids, current or former, to the reason why their rewording is editorial.
    A reason does not count if decisive words changed, unless the change ``is_released`` with it.
    """
    comparison = _Comparison(old, new, language)
    changes = [
        *comparison.entries(),
        *chapter_changes(comparison.old, new, language, comparison.renames.chapters),
        *value_changes(comparison.old, new, language, comparison.renames.values),
        *settings_changes(old, new, language),
    ]
    current_ids = comparison.renames.entries
    reasons = {current_ids.get(id, id): reason for id, reason in (editorial or {}).items()}
    names = _names(comparison.old, new) if reasons else {}
    return sort_changes(
        _with_reason(change, reasons[change.id], None if is_released else new.language_data, names)
        if change.id in reasons
        else change
        for change in changes
    )


def _names(*states: Playbook) -> Names:
    """The short titles of entries, such as those of roles, in each language."""
    names: dict[str, dict[str, None]] = {}
    for state in states:
        for entry in state.entries.values():
            for language, title in entry.title.items():
                if len(title.split()) <= MAX_WORDS_OF_NAME:
                    names.setdefault(language, {})[title] = None
    return names


def _with_reason(change: Change, reason: str, languages: Languages | None, names: Names) -> Change:
    """A change with the reason why it is editorial, or with the words because of which it is not.

    ``languages`` and ``names`` say which words are decisive; None accepts any reason.
    """
    words = decisive_words(change.differences, languages, names) if languages else ()
    if words and change.change_type == "reworded":
        return replace(change, decisive_words=words)
    return downgrade_to_editorial(change, reason)


class _Comparison:
    """Compares two states, after mapping the names in the old state to current names."""

    def __init__(self, old: Playbook, new: Playbook, language: str) -> None:
        self.renames = renames_between(old, new)
        self.old, self.new = with_current_names(old, self.renames), new
        self.language = language
        self.fields = EntryDifferences(self.old, new, self.renames, language)
        self.organisations = tuple(
            getattr(playbook.settings, "organisation", None) for playbook in (old, new)
        )

    def entries(self) -> Iterator[Change]:
        """The changes of entries."""
        for id, after in self.new.entries.items():
            before = self.old.entries.get(id)
            if before is None:
                changes = [None if self.old.may_exist(id) else self.addition(after)]
            elif before.kind != after.kind:  # a reused id: the two entries cannot be compared
                changes = [self.removal(before), self.addition(after)]
            else:
                changes = [self.selection_change(before, after) or self.entry_change(before, after)]
            yield from (change for change in changes if change is not None)
        for id, before in self.old.entries.items():
            is_gone = id not in self.new.entries and not self.new.may_exist(id)
            if is_gone and (change := self.removal(before)):
                yield change

    def removal(self, entry: Entry) -> Change | None:
        """The change for an entry that was deleted instead of retired; None for a draft."""
        return self.with_content(entry, "removed") if entry.status == "current" else None

    def addition(self, entry: Entry) -> Change | None:
        """The change for a new entry; None for a draft."""
        return self.with_content(entry, "added") if entry.status == "current" else None

    def with_content(self, entry: Entry, change_type: ChangeType) -> Change:
        """The change for an entry that applies in one state only, with all binding content."""
        differences = tuple(self.fields.content(entry, change_type))
        return replace(_change(entry, change_type), differences=differences)

    def selection_change(self, before: Entry, after: Entry) -> Change | None:
        """The change if the handbook now shows or hides an entry, by sector or country.

        Published states have no organisation: they contain only what was shown.
        """
        old, new = self.organisations
        if old is None or new is None or not before.status == after.status == "current":
            return None
        was_shown, now_shown = is_shown(before.applies_to, old), is_shown(after.applies_to, new)
        if was_shown == now_shown:
            return None
        return self.addition(after) if now_shown else self.removal(before)

    def shown_parts(self, before: Entry, after: Entry) -> tuple[Entry, Entry]:
        """The two states of an entry to compare.

        If the handbook's selection has changed, each is without the parts that were hidden in it.
        Otherwise hidden parts are compared as well.
        """
        old, new = self.organisations
        if old is None or new is None or _selects_the_same(old, new):
            return before, after
        return shown_entry(before, old), shown_entry(after, new)

    def entry_change(self, before: Entry, after: Entry) -> Change | None:
        """The change of an entry that is in both states; None if nothing relevant changed."""
        if before.status != after.status:
            status_change = _status_change(before, after)
            if status_change is not None:
                because = after.retired_because
                reason = self.fields.text(because) if because else None
                in_force = after if status_change == "added" else before
                differences = self.with_content(in_force, status_change).differences
                return replace(
                    _change(after, status_change), reason=reason, differences=differences
                )
        if after.status != "current":
            return None
        before, after = self.shown_parts(before, after)
        differences = tuple(self.fields.differences(before, after))
        if not differences:
            return None
        return replace(
            _change(after, entry_change_type(after, differences)),
            differences=differences,
            outdated_translations=tuple(self.fields.outdated_translations(before, after)),
        )


def _selects_the_same(old: Organisation, new: Organisation) -> bool:
    """Whether two organisations are shown the same entries, and the same parts of them."""
    return old.sector == new.sector and set(old.countries) == set(new.countries)


def _change(entry: Entry, change_type: ChangeType) -> Change:
    return Change(
        entry.id, entry.kind, change_type, entry.title, combined_audience(entry),
        of_binding_kind=entry.spec.is_binding,
    )  # fmt: skip


def _status_change(before: Entry, after: Entry) -> ChangeType | None:
    if after.status == "current":
        return "added"
    if before.status != "current":
        return None
    return "retired" if after.status == "retired" else "removed"
