"""Computes the differences between two states of one entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.directions import Direction, NotCompared, binds, ignores_order, is_per_language
from ..model.entry import HEADER_BINDINGS, AppliesTo, Entry
from ..model.fields import contains_text
from ..model.playbook import Playbook
from ..words.catalogue import words_of
from .change import ChangeType, Difference
from .classifiers import ComparedStates, scope_sets
from .classify import classify, direction_of
from .current_names import Renames
from .value_formatter import ValueFormatter
from .word_diff import is_same_ignoring_punctuation


class EntryDifferences:
    """Compares entries of two states field by field, and formats the values of both.

    ``old`` already has the current names; ``renames`` maps former names to current ones.
    """

    def __init__(self, old: Playbook, new: Playbook, renames: Renames, language: str) -> None:
        self.old, self.new, self.renames, self.language = old, new, renames, language
        languages = dict.fromkeys((language, *new.languages))
        self.formatters = {  # by language: of the old and of the new state
            name: (
                ValueFormatter(old, words_of(old, name)),
                ValueFormatter(new, words_of(new, name)),
            )
            for name in languages
            if new.language_data[name].is_known  # the checks report a language without UI catalogue
        }

    def differences(self, before: Entry, after: Entry) -> Iterator[Difference]:
        """A difference for each changed field; for texts, one for each changed language."""
        if (former := self.renames.former.get(after.id)) is not None:
            yield Difference("id", "moved", language="", old=former, new=after.id)
        old_chapter = self.old.chapter_of.get(before.id)
        new_chapter = self.new.chapter_of.get(after.id)
        if old_chapter and new_chapter and old_chapter != new_chapter:
            yield Difference("chapter", "moved", language="", old=old_chapter, new=new_chapter)
        if before is after:  # two published versions share what did not change
            return
        states = ComparedStates(self.old, self.new, before, after)
        for name, field in type(after).model_fields.items():
            old, new = getattr(before, name), getattr(after, name)
            direction = direction_of(after, name)
            if isinstance(direction, NotCompared) or _is_same(direction, old, new):
                continue
            change_type, key = classify(states, name, old, new), field.alias or name
            if contains_text(type(after), name):
                for language, formatted in self._in_each_language(key, before, after, name):
                    if self._reads_differently(language, key, (old, new), before):
                        is_same = is_same_ignoring_punctuation(*formatted)
                        is_editorial = change_type == "reworded" and is_same
                        field_type = "editorial" if is_editorial else change_type
                        yield Difference(key, field_type, language, *formatted)
            else:
                yield Difference(
                    key, change_type, "", *self._formatted(self.language, key, before, after, name)
                )

    def content(self, entry: Entry, change_type: ChangeType) -> Iterator[Difference]:
        """A difference for each binding field of an entry that was added, removed or retired.

        An added entry has only new content, and a removed or retired one only old content.
        """
        is_new = change_type == "added"
        deciding = [name for name in entry.spec.deciding_fields if name in type(entry).model_fields]
        for name in dict.fromkeys((*deciding, *entry.spec.bindings, *HEADER_BINDINGS)):
            field = type(entry).model_fields[name]
            if not binds(direction_of(entry, name)):
                continue
            key = field.alias or name
            has_languages = contains_text(type(entry), name)
            for language in self._languages() if has_languages else (self.language,):
                of_old, of_new = self.formatters[language]
                formatter = of_new if is_new else of_old
                text = formatter.format(getattr(entry, name), key, entry)
                if text:
                    old, new = ("", text) if is_new else (text, "")
                    yield Difference(key, change_type, language if has_languages else "", old, new)

    def outdated_translations(self, before: Entry, after: Entry) -> Iterator[tuple[str, str]]:
        """The (field, language) pairs of texts left as they were when another language changed."""
        for name, field in type(after).model_fields.items():
            if is_per_language(direction_of(after, name)) or not contains_text(type(after), name):
                continue
            if getattr(before, name) != getattr(after, name):
                formatted = dict(self._in_each_language(name, before, after, name))
                unchanged = [
                    language
                    for language, old_and_new in formatted.items()
                    if is_same_ignoring_punctuation(*old_and_new)
                ]
                if unchanged and len(unchanged) < len(formatted):
                    yield from ((field.alias or name, language) for language in unchanged)

    def text(self, text: Mapping[str, str]) -> str:
        """A text of the new state in the language of the report."""
        _, of_new = self.formatters[self.language]
        return of_new.text(text)

    def _formatted(
        self, language: str, key: str, before: Entry, after: Entry, name: str
    ) -> tuple[str, str]:
        """The old and the new value of a field, formatted in one language."""
        pairs = zip(self.formatters[language], (before, after), strict=True)
        old, new = (
            formatter.format(getattr(entry, name), key, entry) for formatter, entry in pairs
        )
        return old, new

    def _reads_differently(
        self, language: str, key: str, values: tuple[Any, Any], entry: Entry
    ) -> bool:
        """Whether two values read differently in the same entry: its other fields choose words."""
        first, second = (
            formatter.format(value, key, entry)
            for formatter, value in zip(self.formatters[language], values, strict=True)
        )
        return first != second

    def _in_each_language(
        self, key: str, before: Entry, after: Entry, name: str
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        for language in self._languages():
            yield language, self._formatted(language, key, before, after, name)

    def _languages(self) -> Iterator[str]:
        """The languages of the new state that have UI strings."""
        return filter(self.formatters.__contains__, self.new.languages)


def _is_same(direction: Direction, old: Any, new: Any) -> bool:
    if ignores_order(direction) and isinstance(old, list) and isinstance(new, list):
        return set(old) == set(new)
    if isinstance(old, AppliesTo) and isinstance(new, AppliesTo):
        return scope_sets(old) == scope_sets(new)
    return bool(old == new)
