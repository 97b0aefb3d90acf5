"""Compares two published versions by the texts that readers saw.

`changes.compare` classifies changes, but needs data that the current models can read. This module
also compares versions with older data formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model.settings import Value
from ..pages.json_export import NON_CONTENT_FIELDS
from ..prose.markdown import NAME
from ..words.catalogue import Words
from .tree import Version

EntryChangeType = Literal["added", "retired", "changed", "gone"]

_EXCLUDED_FIELDS = NON_CONTENT_FIELDS | {"id", "digest", "pages", "chapter", "kind", "status"}
_VALUES = {"within", "reply_within", "frequency", "time_per_week", "first_action_within",
           "update_every"}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """A changed field of an entry, before and after, in one language."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryChange:
    """The change of an entry between two versions."""

    id: str
    what: EntryChangeType
    title: str
    kind: str
    field_changes: tuple[FieldChange, ...]


def compare(before: Version, after: Version, words: Words) -> list[EntryChange]:
    """Every changed entry in one language, in the order of the later version."""
    old, new = _by_id(before), _by_id(after)
    new_ids = {past: id for id, entry in new.items() for past in entry.get("previous_ids", ())}
    old_by_id = {new_ids.get(id, id): entry for id, entry in old.items()}
    changes = [
        _change(id, old_by_id.get(id), new.get(id), before, after, words)
        for id in [*new, *(id for id in old_by_id if id not in new)]
        if old_by_id.get(id, {}).get("digest") != new.get(id, {}).get("digest")
    ]
    return [change for change in changes if change.what != "changed" or change.field_changes]


def _by_id(version: Version) -> dict[str, Mapping[str, Any]]:
    return {entry["id"]: entry for entry in version.playbook["entries"]}


def _change(
    id: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    before: Version,
    after: Version,
    words: Words,
) -> EntryChange:
    entry = new or old or {}
    version = after if new else before
    title = _text(entry.get("question") or entry["title"], version, words)
    what: EntryChangeType = "added" if old is None else "gone" if new is None else "changed"
    if old and new and new["status"] == "retired" != old["status"]:
        what = "retired"
    field_changes = tuple(_field_changes(old or {}, new or {}, before, after, words))
    return EntryChange(id, what, title, entry["kind"], field_changes)


def _field_changes(
    old: Mapping[str, Any], new: Mapping[str, Any], before: Version, after: Version, words: Words
) -> Iterator[FieldChange]:
    if not old or not new:
        return
    for field in dict.fromkeys([*new, *old]):
        if field not in _EXCLUDED_FIELDS:
            old_text = _formatted(field, old.get(field), old.get("asks", "may"), before, words)
            new_text = _formatted(field, new.get(field), new.get("asks", "may"), after, words)
            if old_text != new_text:
                yield FieldChange(field, old_text, new_text)


def _formatted(field: str, value: Any, asks: str, version: Version, words: Words) -> str:
    """The text of a value; each item of a list is a line."""
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, str):
        if field == "verdict":
            return words(f"verdict.{asks}.{value}")
        return _value(value, version, words) if field in _VALUES else value
    if isinstance(value, Mapping):
        if set(value) & set(version.index["roots"]):
            return _text(value, version, words)
        parts = (_formatted(key, item, asks, version, words) for key, item in value.items())
        return "\n".join(part for part in parts if part)
    if isinstance(value, Sequence):
        return "\n".join(
            filter(None, (_formatted(field, item, asks, version, words) for item in value))
        )
    return str(value)


def _text(text: Mapping[str, Any], version: Version, words: Words) -> str:
    """A text in the language of ``words``, or else in its first language, with values inserted."""
    translated = text.get(words.language) or next(iter(text.values()))
    lines = [translated] if isinstance(translated, str) else list(translated)
    formatted = (NAME.sub(lambda match: _value(match[1], version, words), line) for line in lines)
    return "\n".join(line.strip() for line in formatted)


def _value(name: str, version: Version, words: Words) -> str:
    """The formatted value with a name; an unknown name stays in braces."""
    if name == "organisation":
        return str(version.playbook["organisation"]["name"])
    value = version.playbook["values"].get(name)
    return words.value(Value.model_validate(value)) if value else f"{{{name}}}"
