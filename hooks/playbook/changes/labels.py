"""Headings, labels and names for the renderers, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..model.playbook import Playbook
from ..visible import escape_for_one_line
from ..words.catalogue import Words
from .change import BINDING, VALUES, Change, ChangeType, Difference
from .gaps import Gap, unread


class Labels:
    """Formats the parts of a change in the language of the report, each on one line.

    ``gaps`` are the states that were not read in full; ``has_errors`` is whether a state has
    errors, even if it was read in full.
    """

    def __init__(
        self, old: Playbook, new: Playbook, words: Words, gaps: Sequence[Gap] = (),
        *, has_errors: bool = False,
    ) -> None:  # fmt: skip
        self.old, self.new, self.words, self.gaps = old, new, words, gaps
        self.has_errors = has_errors

    def groups(self, changes: Sequence[Change]) -> Iterator[tuple[ChangeType, list[Change]]]:
        """The changes grouped by type; they must be sorted."""
        for change_type, group in groupby(changes, key=lambda change: change.change_type):
            yield change_type, list(group)

    def heading(self, change_type: ChangeType, count: int) -> str:
        return f"{self.words(f'diff.sort.{change_type}')} ({count})"

    def summary(self, changes: Sequence[Change]) -> str:
        """The number of changes, in one line; or that it cannot be determined."""
        if not changes:
            return self._without_changes()
        binding = sum(change.binds for change in changes)
        count = self.words.count("diff.changes", len(changes))
        counts = f"{count} {self.words('diff.binding', n=binding)}"
        return f"{counts} {self.words('diff.incomplete')}" if self.gaps else counts

    def _without_changes(self) -> str:
        if self.gaps:
            return self.words("diff.unknown")
        if self.has_errors:
            return self.words("diff.nothing_found")
        return self.words("diff.nothing")

    def unread(self) -> list[tuple[str, list[str]]]:
        """For each gap, a line that names the state, and the errors that prevented reading."""
        return [unread(gap, self.words) for gap in self.gaps]

    def title(self, change: Change) -> str:
        return escape_for_one_line(self._in_language(change.title))

    def _in_language(self, title: Mapping[str, str]) -> str:
        return title.get(self.words.language) or next(iter(title.values()))

    def kind(self, change: Change) -> str:
        if change.kind == VALUES:
            return self.words("diff.values")
        return self.words.kind(change.kind)

    def field(self, change: Change, key: str) -> str:
        """The label of a field."""
        return escape_for_one_line(self.words.field(change.kind, key))

    def label(self, change: Change, difference: Difference) -> str:
        """The label of a field, with its language if it has one."""
        name = self.field(change, difference.key)
        return escape_for_one_line(
            f"{name} ({difference.language})" if difference.language else name
        )

    def concerns(self, change: Change) -> str:
        """The audience of a change."""
        concerns = change.concerns
        parts = [
            *(self.words(f"account.{account}") for account in concerns.account),
            *(self.words(f"sector.{sector}") for sector in concerns.sector),
            *(self.words("audience", country=country) for country in concerns.countries),
            *(self.entry(role) for role in concerns.roles),
        ]
        return ", ".join(parts) or self.words("everyone")

    def entry(self, id: str) -> str:
        """The title of an entry of either state."""
        entry = self.new.entries.get(id) or self.old.entries.get(id)
        if entry is None:
            return id
        return self._in_language(entry.title)

    def shown(self, change: Change) -> list[Difference]:
        """The differences to show in full: for a binding change, only the binding ones."""
        return [
            difference
            for difference in change.differences
            if not change.binds or difference.change_type in BINDING
        ]

    def notes(self, change: Change) -> Iterator[str]:
        """Notes: audience, affected entries, reason, outdated translations."""
        yield from self._because(change)
        shown = self.shown(change)
        rest = [difference for difference in change.differences if difference not in shown]
        if rest:
            labels = (self.label(change, difference) for difference in rest)
            fields = ", ".join(dict.fromkeys(labels))
            yield escape_for_one_line(self.words("diff.also", fields=fields))
        yield from self._whom_and_where(change)
        for key, language in change.untranslated:
            name = self.field(change, key)
            yield escape_for_one_line(self.words("diff.left_behind", field=name, language=language))

    def reader_notes(self, change: Change) -> Iterator[str]:
        """The notes that concern readers: without outdated translations."""
        yield from self._because(change)
        yield from self._whom_and_where(change)

    def _because(self, change: Change) -> Iterator[str]:
        if change.because:
            yield escape_for_one_line(self.words("diff.because", reason=change.because))
        entry = self.new.entries.get(change.id) if change.change_type == "retired" else None
        if entry is not None and entry.replaced_by:
            yield escape_for_one_line(
                f"{self.words('replaced_by')} {self.entry(entry.replaced_by)}"
            )

    def _whom_and_where(self, change: Change) -> Iterator[str]:
        yield escape_for_one_line(self.words("diff.concerns", whom=self.concerns(change)))
        if change.touches:
            names = ", ".join(self.entry(id) for id in change.touches)
            yield escape_for_one_line(self.words("diff.touches", names=names))
