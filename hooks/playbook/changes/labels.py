"""Formats headings, labels and notes of a report of changes in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.playbook import Playbook
from ..visible import escape_for_one_line
from ..words.catalogue import Words
from .bounds import size_change
from .change import BINDING, BULK_FIELDS, PRESENCE, SETTINGS, VALUES, Change, ChangeType, Difference
from .gaps import Gap, describe_gap
from .settings_changes import setting_label
from .value_changes import has_amounts, value_label


class Labels:
    """Formats the parts of a change in the language of the report, each on one line.

    ``gaps`` are the states that could not be read in full; ``has_errors`` says whether a state has
    any errors, even if it was read in full.
    """

    def __init__(
        self, old: Playbook, new: Playbook, words: Words, gaps: Sequence[Gap] = (),
        *, has_errors: bool = False,
    ) -> None:  # fmt: skip
        self.old, self.new, self.words, self.gaps = old, new, words, gaps
        self.has_errors = has_errors

    def heading(self, change_type: ChangeType, count: int) -> str:
        """The heading of a group, with the number of changes."""
        return f"{self.words(f'diff.sort.{change_type}')} ({self.words.number(count)})"

    def summary(self, changes: Sequence[Change]) -> str:
        """A one-line summary: the number of changes, or that it cannot be determined."""
        if not changes:
            return self._summary_without_changes()
        binding_count = sum(change.is_binding for change in changes)
        count = self.words.count("diff.changes", len(changes))
        summary = f"{count} {self.words('diff.binding', n=binding_count)}"
        return f"{summary} {self.words('diff.incomplete')}" if self.gaps else summary

    def _summary_without_changes(self) -> str:
        if self.gaps:
            return self.words("diff.unknown")
        if self.has_errors:
            return self.words("diff.nothing_found")
        return self.words("diff.nothing")

    @property
    def is_incomplete(self) -> bool:
        """Whether a state was not read in full or has errors."""
        return bool(self.gaps or self.has_errors)

    def gap_descriptions(self) -> list[tuple[str, list[str]]]:
        """For each gap, a line that names the state, and one line for each listed error."""
        return [describe_gap(gap, self.words) for gap in self.gaps]

    def title(self, change: Change) -> str:
        """The title of a change in the language of the report; for a value, with the direction."""
        title = self.in_language(change.title)
        direction = self._direction_of_value(change) if change.kind == VALUES else None
        return escape_for_one_line(f"{title} ({direction})" if direction else title)

    def _direction_of_value(self, change: Change) -> str | None:
        """Whether a value became stricter or looser, or else larger or smaller."""
        if change.change_type in ("stricter", "looser"):
            return self.words(f"diff.sort.{change.change_type}").lower()
        states = (self.old, self.new)
        values = [state.settings.values.get(change.id) for state in states]
        if change.change_type != "value" or values[0] is None or values[1] is None:
            return None
        size = size_change(values[0], values[1])
        return self.words(f"diff.size.{size}") if size else None

    def in_language(self, title: Mapping[str, str]) -> str:
        """A text in the language of the report, or else in the first language it has."""
        return title.get(self.words.language) or next(iter(title.values()))

    def kind(self, change: Change) -> str:
        """The label of the kind of a change."""
        if change.kind == VALUES:
            return self.words("diff.values")
        if change.kind == SETTINGS:
            return self.words("diff.settings")
        kind = self.words.kind(change.kind)
        return f"{kind} · {self.words('field.chapter')}" if change.is_chapter else kind

    def field_label(self, change: Change, key: str) -> str:
        """The label of a field, a value or a setting, by its key in the differences."""
        if change.kind == VALUES and key == change.id:
            return escape_for_one_line(value_label(self.new, key, self.words))
        if change.kind == SETTINGS:
            return escape_for_one_line(setting_label(key, self.words))
        return escape_for_one_line(self.words.field(change.kind, key))

    def difference_label(self, change: Change, difference: Difference) -> str:
        """The label of what differs, followed by the language of the difference if it has one."""
        name = self.field_label(change, difference.key)
        return escape_for_one_line(
            f"{name} ({self._language_name(difference.language)})" if difference.language else name
        )

    def _language_name(self, code: str) -> str:
        """The name of a language in the language of the report, or else in its own."""
        name = self.words.language_name(code)
        return name if name != code else self.new.language_data[code].name

    def audience(self, change: Change) -> str:
        """The audience of a change, as a list of names."""
        audience = change.audience
        parts = (
            [self.words(f"account.{account}") for account in audience.account],
            [self.words(f"sector.{sector}") for sector in audience.sector],
            [self.words("audience", country=country) for country in audience.countries],
            [self.entry_title(role) for role in audience.roles],
        )
        return "; ".join(map(self.words.list, filter(None, parts))) or self.words("everyone")

    def entry_title(self, id: str) -> str:
        """The title of an entry in either state, or its id if neither has it."""
        entry = self.new.entries.get(id) or self.old.entries.get(id)
        if entry is None:
            return id
        return self.in_language(entry.title)

    def shown_differences(self, change: Change, *, with_amounts: bool = False) -> list[Difference]:
        """The differences to show in full, the binding ones first.

        Fields that editors change in many entries at once are only named in a binding change. The
        title of a changed value contains its amounts; ``with_amounts`` shows them here as well.
        """
        if self._has_amounts_in_title(change) and not with_amounts:
            return []
        binding = [each for each in change.differences if each.change_type in BINDING]
        others = [
            each
            for each in change.differences
            if each.change_type not in BINDING
            and not (change.is_binding and each.key in BULK_FIELDS)
        ]
        return [*binding, *others]

    def reader_differences(self, change: Change) -> tuple[Difference, ...]:
        """All differences, except for amounts that the title contains."""
        return () if self._has_amounts_in_title(change) else change.differences

    def _has_amounts_in_title(self, change: Change) -> bool:
        value = self.new.settings.values.get(change.id) if change.kind == VALUES else None
        is_in_both_states = change.change_type not in (*PRESENCE, "moved")
        return value is not None and is_in_both_states and has_amounts(value)

    def notes(self, change: Change) -> Iterator[str]:
        """The reason, other changed fields, audience, affected entries, outdated translations."""
        yield from self._reason_notes(change)
        shown = self.shown_differences(change)
        hidden = [difference for difference in change.differences if difference not in shown]
        if hidden and not self._has_amounts_in_title(change):
            labels = (self.difference_label(change, difference) for difference in hidden)
            fields = self.words.list(dict.fromkeys(labels))
            yield escape_for_one_line(self.words("diff.also", fields=fields))
        yield from self._audience_and_affected(change)
        for key, language in change.outdated_translations:
            name = self.field_label(change, key)
            yield escape_for_one_line(
                self.words("diff.left_behind", field=name, language=self._language_name(language))
            )

    def reader_notes(self, change: Change) -> Iterator[str]:
        """The notes for readers: reason, audience and affected entries."""
        yield from self._reason_notes(change)
        yield from self._audience_and_affected(change)

    def _reason_notes(self, change: Change) -> Iterator[str]:
        if change.reason:
            yield escape_for_one_line(self.words("diff.because", reason=change.reason))
        if change.decisive_words:
            listed = self.words.list(change.decisive_words)
            yield escape_for_one_line(self.words("diff.not_editorial", words=listed))
        entry = self.new.entries.get(change.id) if change.change_type == "retired" else None
        if entry is not None and entry.replaced_by:
            yield escape_for_one_line(
                f"{self.words('replaced_by')} {self.entry_title(entry.replaced_by)}"
            )
        elif entry is not None:
            yield self.words("not_replaced")

    def _audience_and_affected(self, change: Change) -> Iterator[str]:
        yield escape_for_one_line(self.words("diff.concerns", whom=self.audience(change)))
        if change.affected:
            names = self.words.list(self.entry_title(id) for id in change.affected)
            yield escape_for_one_line(self.words("diff.touches", names=names))
