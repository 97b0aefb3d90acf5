"""The handbook as JSON: an index of entries, and all data."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.entry import Entry
from ..model.fields import walk
from ..model.types import ValueMarker
from ..prose.markdown import ENTRY, NAME
from .handbook import Handbook

NON_CONTENT_FIELDS = {"reviewed", "review_by", "previous_ids", "asked_as", "tags"}
"""Header fields that do not affect the content of an entry."""


def roots(handbook: Handbook) -> Mapping[str, str]:
    """The path under which each language's pages stand."""
    first, *others = handbook.playbook.languages
    return {first: "", **{language: f"{language}/" for language in others}}


def entry_index(handbook: Handbook, pages: Iterable[str]) -> dict[str, Any]:
    """The index that pages of other versions use to link to this one.

    ``pages`` holds every page's path; ``entries`` leads from an id to its ``page`` under a
    language's root, its ``title``, and a ``digest`` that changes when what it says does.
    ``places`` holds the pages of chapters and kinds.
    """
    playbook = handbook.playbook
    entries = {id: _indexed(handbook, playbook.entries[id]) for id in sorted(handbook.shown)}
    return {
        "format": 1,
        "version": playbook.settings.release,
        "organisation": playbook.settings.organisation.name,
        "public": playbook.settings.public,
        "roots": roots(handbook),
        "pages": sorted(pages),
        "places": {
            id: address.page
            for id, address in sorted(handbook.addresses.items())
            if id not in handbook.shown
        },
        "entries": entries,
    }


def _indexed(handbook: Handbook, entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": entry.kind,
        "page": handbook.addresses[entry.id].page,
        "title": dict(getattr(entry, "question", None) or entry.title),
        "digest": entry_digest(handbook, entry),
    }
    for name in ("roles", "account", "countries"):
        if whom := getattr(entry.applies_to, name):
            found[name] = list(whom)
    if entry.previous_ids:
        found["previous_ids"] = list(entry.previous_ids)
    if entry.status == "retired":
        found["retired"] = dict(entry.retired_because or {})
        found["replaced_by"] = entry.replaced_by
    return found


def entry_digest(handbook: Handbook, entry: Entry) -> str:
    """A digest of the content of an entry, with the values used in it. It ignores renamed ids."""
    content = entry.model_dump(mode="json", by_alias=True, exclude=NON_CONTENT_FIELDS)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    for id, first in _first_ids(handbook):
        text = text.replace(f'"{id}"', f'"{first}"').replace(f"({ENTRY}{id})", f"({ENTRY}{first})")
    settings = handbook.playbook.settings
    names = {*NAME.findall(text), *_named(entry)}
    values = [(n, settings.values[n].model_dump_json()) for n in sorted(names & {*settings.values})]
    whose = settings.organisation.name if "organisation" in names else ""
    return hashlib.sha256(f"{text}{values}{whose}".encode()).hexdigest()[:16]


def _first_ids(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Renamed ids, each with its first former id."""
    for entry in handbook.playbook.entries.values():
        if entry.previous_ids:
            yield entry.id, entry.previous_ids[0]


def _named(entry: Entry) -> Iterator[str]:
    for found in walk(entry):
        if isinstance(found.marker, ValueMarker):
            yield found.value


def playbook_data(handbook: Handbook) -> dict[str, Any]:
    """The playbook as the organisation shows it, in the shape of `playbook_schema`."""
    playbook = handbook.playbook
    settings = playbook.settings.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "format": 1,
        "version": settings["release"],
        "date": handbook.edition.date if handbook.edition else None,
        "release": _record(handbook),
        "languages": settings["languages"],
        "organisation": settings["organisation"],
        "starter": settings["starter"],
        "decided": settings.get("decided"),
        "values": settings["values"],
        "chapters": [
            {"kind": kind, **chapter.model_dump(mode="json")}
            for kind in handbook.by_kind
            for chapter in handbook.chapters(kind)
        ],
        "entries": [
            _entry(handbook, entry)
            for entry in playbook.entries.values()
            if entry.id in handbook.shown
        ],
    }


@functools.lru_cache(maxsize=1)
def playbook_json(handbook: Handbook) -> str:
    """The text of ``playbook.json``, created once per build."""
    return json.dumps(playbook_data(handbook), ensure_ascii=False) + "\n"


def playbook_digest(handbook: Handbook) -> str:
    """The SHA-256 of ``playbook.json``, as the manifest of the release has it."""
    return hashlib.sha256(playbook_json(handbook).encode()).hexdigest()


def _record(handbook: Handbook) -> dict[str, Any] | None:
    """The change record of the release, or None."""
    record = handbook.edition.record if handbook.edition else None
    return record.model_dump(mode="json", by_alias=True) if record else None


def _entry(handbook: Handbook, entry: Entry) -> dict[str, Any]:
    address = handbook.addresses[entry.id]
    return {
        "kind": entry.kind,
        "chapter": handbook.playbook.chapter_of.get(entry.id),
        "pages": {
            language: f"{root}{address.page}#{entry.id}"
            for language, root in roots(handbook).items()
        },
        "digest": entry_digest(handbook, entry),
        **handbook.as_shown(entry),
    }
