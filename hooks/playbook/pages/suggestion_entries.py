"""What the page *suggest a change* knows of each entry: its fields, as the model describes them.

The data of an entry is in the file of the page that shows it, in all languages. The page loads only
the file with the entry that a reader has chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..changes.direction_data import asked, exceptions_data
from ..model.editable_fields import EditableField, FieldType, editable_fields
from ..model.entry import Entry
from .handbook import Handbook

SUGGESTION_PATH = "suggest-a-change/"
"""The path of the page, relative to its language's root."""
ENTRIES_FOLDER = f"{SUGGESTION_PATH}entries/"
"""The folder of the files with entries, relative to the site."""


@dataclass(frozen=True)
class Definition:
    """What fields of a kind have in common, whatever entry they belong to."""

    kind: str
    name: str
    type: FieldType
    is_required: bool
    choices: tuple[str, ...]
    targets: tuple[str, ...]
    """The kinds of a reference; none: any kind."""


def suggestible(handbook: Handbook) -> list[Entry]:
    """The entries of which a change can be suggested: those that are shown and apply.

    There are none in the public edition, whose texts are not those of the data.
    """
    playbook = handbook.playbook
    if playbook.edition != "full":
        return []
    shown = (entry for id, entry in playbook.entries.items() if id in handbook.shown)
    return [entry for entry in shown if entry.status == "current"]


def file_name(handbook: Handbook, id: str) -> str:
    """The name of the file with the data of an entry, without its ending: ``words.terms``."""
    return handbook.addresses[id].page.strip("/").replace("/", ".")


def definitions(handbook: Handbook) -> dict[Definition, int]:
    """The different descriptions of fields, with their numbers in the files."""
    found = (
        definition(entry, field)
        for entry in suggestible(handbook)
        for field in editable_fields(entry)
    )
    return {each: number for number, each in enumerate(dict.fromkeys(found))}


def definition(entry: Entry, field: EditableField) -> Definition:
    """The description of a field, which it has in common with others."""
    name = next(key for key in reversed(field.path) if isinstance(key, str))
    return Definition(entry.kind, name, field.type, field.is_required, field.choices, field.kinds)


def entry_files(handbook: Handbook) -> Mapping[str, Mapping[str, Any]]:
    """By file name, the data of its entries by id."""
    numbers = definitions(handbook)
    files: dict[str, dict[str, Any]] = {}
    for entry in suggestible(handbook):
        data = files.setdefault(file_name(handbook, entry.id), {})
        data[entry.id] = dict(_entry_data(entry, numbers))
    return files


def _entry_data(entry: Entry, numbers: Mapping[Definition, int]) -> Iterator[tuple[str, Any]]:
    yield "kind", entry.kind
    if question_type := asked(entry):
        yield "asks", question_type
    if exceptions := exceptions_data(entry):
        yield "exceptions", exceptions
    yield (
        "fields",
        [
            [list(field.path), numbers[definition(entry, field)], _plain(field.value)]
            for field in editable_fields(entry)
        ],
    )


def _plain(value: Any) -> Any:
    """A value of a field as JSON has it."""
    if not isinstance(value, Mapping):
        return value
    return {
        language: words if isinstance(words, str) else list(words)
        for language, words in value.items()
    }
