"""Reads the state of a published version from its ``playbook.json``.

A published state contains only what readers saw: no drafts, hidden entries or editors' settings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakValueDictionary

from pydantic import ValidationError

from ..kinds.packages import kinds_including
from ..model.entry import Chapter, Entry
from ..model.incomplete import incomplete_entry
from ..model.migrations import migrated_data
from ..model.playbook import Playbook
from ..model.settings import Settings
from ..model.values import Value
from ..source.tree import Tree

ADDED_KEYS = frozenset({"kind", "chapter", "pages", "digest"})
"""The keys that publishing adds to an entry: they are not fields of its model."""

_entries: WeakValueDictionary[tuple[type[Entry], tuple[str, ...], bool, bytes], Entry]
_entries = WeakValueDictionary()
"""The entries of all states that still exist, by what they were read from."""


def published_state(data: Mapping[str, Any], languages: list[str]) -> Playbook:
    """Convert published data of any format to a playbook without source locations.

    ``languages`` are the languages of the version's pages. Entries that the current models cannot
    read, for example of a kind that no longer exists, are listed in ``unread``.
    """
    context = {"languages": tuple(languages), "missing_text_allowed": True}
    data = migrated_data(data, data.get("data_format", 1))
    kinds = kinds_including(published["kind"] for published in data["entries"])
    entries, unread = {}, set()
    for published in data["entries"]:
        entry = _entry(published, kinds, context, is_public=data.get("edition") == "public")
        if entry is None:
            unread.add(published["id"])
        else:
            entries[entry.id] = entry
    chapter_of = {entry["id"]: entry.get("chapter") for entry in data["entries"]}
    chapters = dict(_chapters(data, context))
    values = dict(_values(data["values"], context))
    settings: dict[str, Any] = {"languages": languages, "values": values}
    return Playbook(
        kinds=kinds,
        settings=Settings.model_construct(**settings),
        settings_tree=Tree("playbook.json", {}, {}, ()),
        entries=entries,
        chapters=chapters,
        chapter_of={id: chapter for id, chapter in chapter_of.items() if chapter},
        origins={},
        chapter_origins={},
        unread=frozenset(unread),
    )


def _entry(
    published: Mapping[str, Any], kinds: Mapping[str, type[Entry]], context: dict[str, Any],
    *, is_public: bool,
) -> Entry | None:  # fmt: skip
    """One entry; None if it cannot be read. A public edition may lack required fields.

    Versions share an entry that did not change, so that comparing them takes no time for it.
    """
    model = kinds.get(published["kind"])
    if model is None:
        return None
    fields = {key: value for key, value in published.items() if key not in ADDED_KEYS}
    content = hashlib.sha256(json.dumps(fields).encode()).digest()
    key = (model, context["languages"], is_public, content)
    entry = _entries.get(key)
    if entry is None and (entry := _validated(model, fields, context, is_public=is_public)):
        _entries[key] = entry
    return entry


def _validated(
    model: type[Entry], fields: dict[str, Any], context: dict[str, Any], *, is_public: bool
) -> Entry | None:
    try:
        return model.model_validate(fields, context=context)
    except ValidationError:
        return incomplete_entry(model, fields, context) if is_public else None


def _chapters(
    data: Mapping[str, Any], context: dict[str, Any]
) -> Iterator[tuple[str, tuple[Chapter, ...]]]:
    by_kind: dict[str, list[Chapter]] = {}
    for published in data.get("chapters", ()):
        fields = {key: value for key, value in published.items() if key != "kind"}
        try:
            chapter = Chapter.model_validate(fields, context=context)
        except ValidationError:
            continue
        by_kind.setdefault(published["kind"], []).append(chapter)
    yield from ((kind, tuple(chapters)) for kind, chapters in by_kind.items())


def _values(published: Mapping[str, Any], context: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, value in published.items():
        try:
            yield name, Value.model_validate(value, context=context)
        except ValidationError:
            continue
