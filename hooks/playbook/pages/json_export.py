"""Exports the handbook as JSON: an index of its entries, and its whole content."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .. import FORMAT
from ..changes.classify import direction_of
from ..changes.record import record_data
from ..languages.published import own_texts
from ..model.directions import binds
from ..model.entry import Entry, headline
from ..model.feedback import feedback_addresses
from ..model.fields import walk
from ..model.types import ValueMarker
from ..model.values import Value
from ..prose.markdown import ENTRY, NAME
from .handbook import Handbook
from .stable_content import stable_content

NON_CONTENT_FIELDS = {"audience", "reviewed", "review_by", "previous_ids", "asked_as", "tags"}
"""Header fields that do not affect the content of an entry."""


def language_roots(handbook: Handbook) -> Mapping[str, str]:
    """The root path of each language's pages; empty for the first language."""
    first, *others = handbook.playbook.languages
    return {first: "", **{language: f"{language}/" for language in others}}


def entry_index(
    handbook: Handbook, pages: Iterable[str], titles: Mapping[str, str]
) -> dict[str, Any]:
    """The index that pages of other versions use for links to this version.

    ``pages`` lists the path of every page; ``titles`` maps languages to the handbook's title.
    ``entries`` maps each id to its ``page`` relative to a language's root, its ``title``, a
    ``digest`` that changes with its content, and a digest of its binding fields (``binding``).
    ``places`` maps chapters and kinds to their pages.
    ``languages`` has the organisation's own strings, for the pages at the root of the tree, and
    ``feedback`` the addresses that the headers of the tree allow.
    """
    playbook = handbook.playbook
    feedback = feedback_addresses(playbook.settings)
    own = own_texts(playbook.language_data, playbook.languages)
    entries = {id: _index_item(handbook, playbook.entries[id]) for id in sorted(handbook.shown)}
    return {
        "format": 1,
        "version": playbook.settings.release,
        "organisation": playbook.settings.organisation.name,
        "title": dict(titles),
        "public": playbook.settings.public,
        "roots": language_roots(handbook),
        "pages": sorted(pages),
        "places": {
            id: address.page
            for id, address in sorted(handbook.addresses.items())
            if id not in handbook.shown
        },
        "entries": entries,
        **({"languages": own} if own else {}),
        **({"feedback": list(feedback)} if feedback else {}),
    }


def _index_item(handbook: Handbook, entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": entry.kind,
        "page": handbook.addresses[entry.id].page,
        "title": dict(headline(entry)),
        "digest": entry_digest(handbook, entry),
        "binding": entry_digest(handbook, entry, only_binding=True),
    }
    for name in ("roles", "account", "countries"):
        if scope := getattr(entry.applies_to, name):
            data[name] = list(scope)
    if entry.previous_ids:
        data["previous_ids"] = list(entry.previous_ids)
    if entry.status == "retired":
        data["retired"] = dict(entry.retired_because or {})
        data["replaced_by"] = entry.replaced_by
    return data


def entry_digest(handbook: Handbook, entry: Entry, *, only_binding: bool = False) -> str:
    """A digest of an entry's content and the values used in it; renamed ids do not change it.

    With ``only_binding``, only the status and the fields that bind count.
    """
    excluded = (
        NON_CONTENT_FIELDS | {"id"} | _non_binding_fields(entry)
        if only_binding
        else NON_CONTENT_FIELDS
    )
    content = entry.model_dump(mode="json", by_alias=True, exclude=excluded)
    text = json.dumps(stable_content(content), sort_keys=True, ensure_ascii=False)
    for id, original in _original_ids(handbook):
        text = text.replace(f'"{id}"', f'"{original}"')
        text = text.replace(f"({ENTRY}{id})", f"({ENTRY}{original})")
    settings = handbook.playbook.settings
    names = {*NAME.findall(text), *_value_names(entry)}
    used = sorted(names & {*settings.values})
    values = [(name, _value_json(settings.values[name])) for name in used]
    organisation = settings.organisation.name if "organisation" in names else ""
    return hashlib.sha256(f"{text}{values}{organisation}".encode()).hexdigest()[:16]


def _non_binding_fields(entry: Entry) -> set[str]:
    """The fields of an entry that do not bind, except for its status."""
    fields = set(type(entry).model_fields) - {"status"}
    return {name for name in fields if not binds(direction_of(entry, name))}


def _value_json(value: Value) -> str:
    """A value as JSON. Keys that format 1 did not have are left out if they are not set."""
    exclude: dict[str, Any] = {} if value.bound else {"bound": True}
    if value.duration and not value.duration.on_days_off:
        exclude["duration"] = {"on_days_off"}
    return value.model_dump_json(exclude=exclude)


def _original_ids(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """The id of each renamed entry, and its first previous id."""
    for entry in handbook.playbook.entries.values():
        if entry.previous_ids:
            yield entry.id, entry.previous_ids[0]


def _value_names(entry: Entry) -> Iterator[str]:
    """The names of values in the fields of an entry."""
    for field in walk(entry):
        if isinstance(field.marker, ValueMarker):
            yield field.value


def playbook_data(handbook: Handbook) -> dict[str, Any]:
    """The shown content of the playbook, in the format of `playbook_schema`."""
    playbook = handbook.playbook
    settings = playbook.settings.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "format": 1,
        "data_format": FORMAT,
        **({"edition": "public"} if playbook.edition == "public" else {}),
        "version": settings["release"],
        "date": handbook.release_info.date if handbook.release_info else None,
        "release": _record(handbook),
        "languages": settings["languages"],
        "organisation": settings["organisation"],
        "starter": settings["starter"],
        "decided": settings.get("decided"),
        "values": settings["values"],
        "chapters": [
            {"kind": kind, **chapter.model_dump(mode="json", exclude={"audience"})}
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
    """The SHA-256 of ``playbook.json`` in hexadecimal, as in the manifest of the release."""
    return hashlib.sha256(playbook_json(handbook).encode()).hexdigest()


def _record(handbook: Handbook) -> dict[str, Any] | None:
    """The change record of the release, or None."""
    record = handbook.release_info.record if handbook.release_info else None
    return record_data(record) if record else None


def _entry(handbook: Handbook, entry: Entry) -> dict[str, Any]:
    address = handbook.addresses[entry.id]
    return {
        "kind": entry.kind,
        "chapter": handbook.playbook.chapter_of.get(entry.id),
        "pages": {
            language: f"{root}{address.page}#{entry.id}"
            for language, root in language_roots(handbook).items()
        },
        "digest": entry_digest(handbook, entry),
        **handbook.as_shown(entry),
    }
