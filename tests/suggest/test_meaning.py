"""Compares what the page says that a change means with the classification of the release record."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from playbook.changes.change import ChangeType, heaviest
from playbook.changes.classify import entry_change_type
from playbook.changes.current_names import Renames
from playbook.changes.entry_differences import EntryDifferences
from playbook.model.directions import Announced
from playbook.model.editable_fields import EditableField, editable_fields
from playbook.model.entry import Entry
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook
from playbook.pages.suggestion_entries import entry_files, suggestible
from playbook.pages.suggestion_page import page_data
from playbook.words.catalogue import words_of
from site_helpers import EXAMPLE, handbook_of
from suggest.page_in_node import run
from support import SMALL

LANGUAGE = "sv"
SINGLE_CHANGES, PAIRS = 2000, 1000
"""The number of changes that are tried alone, and the number of pairs of changes of one entry."""
Change = tuple[EditableField, Any]


def new_values(field: EditableField, playbook: Playbook) -> Iterator[Any]:
    """Values that a reader may suggest instead of the value of a field."""
    value = field.value
    if field.type == "choice":
        yield from (choice for choice in field.choices if choice != value)
    elif field.type == "value":
        yield from different_values(playbook, value)
    elif field.type == "reference":
        kinds = field.kinds or ("roles",)
        yield from [id for id, entry in playbook.entries.items() if entry.kind in kinds][:2]
    elif field.type in ("text", "prose"):
        yield from new_texts(value or {}, playbook.languages)
    else:
        yield from new_lists(value or {}, playbook.languages)
    if value is not None and not field.is_required:
        yield None


def different_values(playbook: Playbook, value: str | None) -> list[str]:
    """The names of some values that read differently from a value."""
    values, words = playbook.settings.values, words_of(playbook, LANGUAGE)
    own = words.value(values[value]) if value else ""
    return [name for name in values if words.value(values[name]) != own][:4]


def new_texts(value: Mapping[str, str], languages: list[str]) -> Iterator[dict[str, str]]:
    if not value:
        yield dict.fromkeys(languages, "Nytt")
        return
    yield {**value, LANGUAGE: f"{value[LANGUAGE]} Mer."}
    yield {language: f"Helt annat {language}" for language in value}
    yield {**value, LANGUAGE: f"”{value[LANGUAGE]}”".replace(" ", "  ")}
    yield {**value, LANGUAGE: value[LANGUAGE].replace(" ", "\n", 1)}


def new_lists(value: Mapping[str, Any], languages: list[str]) -> Iterator[dict[str, Any]]:
    if not value:
        yield {language: ["En punkt"] for language in languages}
        return
    yield {language: [*items, "En till"] for language, items in value.items()}
    yield {**value, LANGUAGE: [*value[LANGUAGE], "En till"]}
    yield {language: [f"{items[0]} Mer.", *items[1:]] for language, items in value.items()}
    yield {language: list(reversed(items)) for language, items in value.items()}
    if all(len(items) > 1 for items in value.values()):
        yield {language: list(items[1:]) for language, items in value.items()}


def with_changes(entry: Entry, changes: tuple[Change, ...], languages: list[str]) -> Entry | None:
    """The entry with changes; None if its model does not accept them."""
    data = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    for field, value in changes:
        *parents, last = (key - 1 if isinstance(key, int) else key for key in field.path)
        part: Any = data
        for key in parents:
            part = part[key]
        part[last] = value
    try:
        return type(entry).model_validate(data, context={"languages": tuple(languages)})
    except ValidationError:
        return None


def cases(handbook: Handbook) -> Iterator[tuple[Entry, Entry, tuple[Change, ...]]]:
    """Changes of entries, alone and in pairs: chosen at random, but the same in every run."""
    playbook, choose = handbook.playbook, random.Random(16)
    changes = [
        (entry, field, value)
        for entry in suggestible(handbook)
        for field in editable_fields(entry)
        for value in new_values(field, playbook)
    ]
    by_entry: dict[str, list[Change]] = {}
    for entry, field, value in changes:
        by_entry.setdefault(entry.id, []).append((field, value))
    tried: list[tuple[Entry, tuple[Change, ...]]] = [
        (entry, ((field, value),))
        for entry, field, value in choose.sample(changes, min(SINGLE_CHANGES, len(changes)))
    ]
    for id in choose.choices(list(by_entry), k=PAIRS):
        first, second = choose.choices(by_entry[id], k=2)
        (first_field, _), (second_field, _) = first, second
        if first_field.path != second_field.path:
            tried.append((playbook.entries[id], (first, second)))
    for entry, entry_changes in tried:
        if after := with_changes(entry, entry_changes, playbook.languages):
            yield entry, after, entry_changes


def classification_of(
    fields: EntryDifferences, before: Entry, after: Entry
) -> tuple[str, dict[str, ChangeType]]:
    """The type of the change, and that of each field, as `playbook diff` reports them."""
    differences = tuple(fields.differences(before, after))
    if not differences:
        return "unchanged", {}
    types: dict[str, list[ChangeType]] = {}
    for difference in differences:
        types.setdefault(difference.key, []).append(difference.change_type)
    by_field = {key: heaviest(each) for key, each in types.items()}
    return entry_change_type(after, differences), by_field


@pytest.mark.parametrize("project", [EXAMPLE, SMALL], ids=["example", "small"])
def test_the_page_classifies_each_change_as_the_report_does(project: Any) -> None:
    handbook = handbook_of(project)
    tried = list(cases(handbook))
    results = run(
        meanings={
            "choices": page_data(handbook, LANGUAGE),
            "entries": {id: data for file in entry_files(handbook).values()
                        for id, data in file.items()},
            "cases": [
                {"id": entry.id, "changes": [[list(field.path), value] for field, value in changes]}
                for entry, _, changes in tried
            ],
        }
    )["meanings"]  # fmt: skip
    fields = EntryDifferences(
        handbook.playbook, handbook.playbook, Renames({}, {}, {}, {}), LANGUAGE
    )
    differing, types_seen, unclear = [], set(), 0
    for (entry, after, changes), (whole, types) in zip(tried, results, strict=True):
        announced = any(
            isinstance(entry.spec.bindings.get(str(field.path[0])), Announced)
            for field, _ in changes
        )
        if announced and None in types.values():
            unclear += 1
            continue
        expected = classification_of(fields, entry, after)
        expected_type, _ = expected
        types_seen.add(expected_type)
        if (whole, types) != expected:
            changed_fields = [(field.path, value) for field, value in changes]
            differing.append((entry.id, changed_fields, (whole, types), expected))
    assert differing[:5] == []
    assert types_seen >= {"stricter", "looser", "changed", "reworded", "editorial", "unchanged"}
    assert len(tried) - unclear > 1000
