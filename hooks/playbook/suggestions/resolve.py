"""Finds the fields that a suggestion names, and checks their new and their former values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.editable_fields import EditableField, editable_fields
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.shown_parts import shown_entry
from ..problems import Location, Phrase, Problem
from ..source.tree import DataPath
from . import codes
from .codes import RefusedError
from .read import Suggestion
from .values import check_value, is_same, shown_value

_BY_LANGUAGE = ("text", "prose", "texts", "proses")


@dataclass(frozen=True)
class ChangedValue:
    """A field with a new value; ``language`` is None for values that are not texts.

    ``value`` is a text, a list of texts, or None if the field is removed.
    """

    field: EditableField
    language: str | None
    value: Any

    @property
    def key(self) -> str:
        """The field's name in messages: its path, with dots."""
        return dotted(
            self.field.path if self.language is None else (*self.field.path, self.language)
        )


def dotted(path: DataPath) -> str:
    """A path with dots."""
    return ".".join(map(str, path))


def suggested_entry(suggestion: Suggestion, playbook: Playbook) -> Entry:
    """The entry that a suggestion is for, also by a former id. Raises RefusedError."""
    id = playbook.current_ids.get(suggestion.entry, suggestion.entry)
    entry = playbook.entries.get(id)
    if entry is None:
        location = suggestion.tree.location(("entry",))
        raise RefusedError(codes.UNKNOWN_ENTRY.at(location, id=suggestion.entry))
    return entry


def resolve(suggestion: Suggestion, playbook: Playbook) -> tuple[Entry, list[ChangedValue]]:
    """The entry of a suggestion, and the values that change in it. Raises RefusedError.

    Values that the entry already has are left out. The numbers in the paths of the fields are
    those of the entry as it is shown.
    """
    entry = suggested_entry(suggestion, playbook)
    if suggestion.language not in playbook.languages:
        expected = Phrase("suggestion.language", languages=playbook.languages)
        location = suggestion.tree.location(("language",))
        raise RefusedError(codes.WRONG_VALUE.at(location, key="language", expected=expected))
    shown = shown_entry(entry, playbook.settings.organisation)
    resolver = _Resolver(suggestion, playbook, editable_fields(shown))
    problems = list(resolver.problems())
    if problems:
        raise RefusedError(*problems)
    changes = [change for change in resolver.changes if not resolver.is_unchanged(change)]
    if not changes:
        location = suggestion.tree.location(("fields",), of_key=True)
        raise RefusedError(codes.NO_CHANGE.at(location, id=entry.id))
    return entry, changes


class _Resolver:
    """Matches the values of a suggestion with the fields of its entry."""

    def __init__(
        self, suggestion: Suggestion, playbook: Playbook, fields: list[EditableField]
    ) -> None:
        self.suggestion, self.playbook = suggestion, playbook
        self.fields = {tuple(map(str, field.path)): field for field in fields}
        self.parent_paths = {path[:end] for path in self.fields for end in range(len(path))}
        self.changes: list[ChangedValue] = []

    def problems(self) -> Iterator[Problem]:
        """The problems; afterwards, ``changes`` has the values of ``fields``."""
        for path, field, language, value in self.values("fields"):
            if field is None:
                location = self.location("fields", path, of_key=True)
                yield codes.NOT_ALLOWED.at(location, key=dotted(path))
                continue
            change = ChangedValue(field, language, value)
            self.changes.append(change)
            location = self.location("fields", path)
            wrong = list(check_value(field, language, value, change.key, location, self.playbook))
            yield from wrong
            if not wrong:
                yield from self.changed_since(change, path)
        yield from self.unmatched_before()

    def values(self, part: str) -> Iterator[tuple[DataPath, EditableField | None, str | None, Any]]:
        """For each value: its path, its field if any, the language of a text, and the value."""
        data = getattr(self.suggestion, part)
        pending: list[tuple[tuple[str, ...], Any]] = [((), data)]
        while pending:
            path, value = pending.pop()
            field = self.fields.get(path)
            if (
                field is not None
                and field.type in _BY_LANGUAGE
                and isinstance(value, Mapping)
                and value
            ):
                yield from (((*path, key), field, key, text) for key, text in value.items())
            elif field is None and path in self.parent_paths and isinstance(value, Mapping):
                pending += [((*path, key), inner) for key, inner in reversed([*value.items()])]
            else:
                yield path, field, None, value

    def location(self, part: str, path: DataPath, *, of_key: bool = False) -> Location:
        return self.suggestion.tree.location((part, *path), of_key=of_key)

    def changed_since(self, change: ChangedValue, path: DataPath) -> Iterator[Problem]:
        """A problem if the entry's value is neither the one that the sender saw nor the new one."""
        before: Any = self.suggestion.before
        for step in path:
            before = before.get(str(step)) if isinstance(before, Mapping) else None
        if not is_same(before, self.current_value(change)) and not self.is_unchanged(change):
            now = shown_value(self.current_value(change))
            yield codes.CHANGED_SINCE.at(self.location("fields", path), key=change.key, now=now)

    def current_value(self, change: ChangedValue) -> Any:
        """The entry's value: of one language, or of the whole field."""
        value = change.field.value
        if change.language is None or value is None:
            return value
        return value.get(change.language)

    def is_unchanged(self, change: ChangedValue) -> bool:
        """Whether the entry already has the new value."""
        return is_same(self.current_value(change), change.value)

    def unmatched_before(self) -> Iterator[Problem]:
        """Former values of fields that the suggestion does not change."""
        changed = {(change.field.path, change.language) for change in self.changes}
        removed = {path for path, language in changed if language is None}
        for path, field, language, _ in self.values("before"):
            known = field is not None and (
                (field.path, language) in changed or field.path in removed
            )
            if path and not known:
                location = self.location("before", path, of_key=True)
                yield codes.NOT_ALLOWED.at(location, key=f"before.{dotted(path)}")
