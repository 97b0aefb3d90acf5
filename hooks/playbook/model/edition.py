"""The public edition of a playbook: what is marked ``audience: public``, and nothing else.

It is a smaller playbook, from which pages, indexes and files are made as from the whole one. So
none of them can contain the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from ..prose.markdown import NAME
from ..source.files import decode
from ..source.tree import read_tree
from .contribute import Contribute
from .entry import Chapter, Entry
from .fields import Marker, walk, with_marked_values
from .playbook import Playbook
from .repository import Repository
from .settings import Settings
from .types import RefMarker, TextMarker, ValueMarker
from .values import Value

Model = TypeVar("Model", bound=BaseModel)
STAFF_FIELDS = ("owner", "review_by", "suppress")
"""Header fields that the public edition leaves out."""


def public_ids(playbook: Playbook) -> frozenset[str]:
    """The ids of the entries that everybody may read.

    A public entry in a chapter that is not public is left out; `checks.edition` reports it.
    """
    chapters = _public_chapters(playbook)
    return frozenset(
        entry.id
        for entry in playbook.entries.values()
        if entry.audience == "public"
        and entry.status != "draft"
        and playbook.chapter_of.get(entry.id, None) in (None, *chapters)
    )


def public_address_in(settings: bytes | None) -> str:
    """The address of the public edition in the content of ``playbook.yml``, with a last slash.

    Empty if there is none, or if the content is not readable.
    """
    text, _ = decode(settings or b"", "playbook.yml")
    tree, _ = read_tree("playbook.yml", text) if text else (None, [])
    edition = tree.data.get("public_edition") if tree else None
    address = edition.get("address") if isinstance(edition, Mapping) else None
    return f"{address.rstrip('/')}/" if isinstance(address, str) else ""


def _public_chapters(playbook: Playbook) -> set[str]:
    chapters = (chapter for chapters in playbook.chapters.values() for chapter in chapters)
    return {chapter.id for chapter in chapters if chapter.audience == "public"}


def public_edition(playbook: Playbook) -> Playbook:
    """The part of a playbook that everybody may read.

    It has no settings for staff, no fields for staff (`STAFF_FIELDS`, `KindSpec.staff_fields`), no
    reference to an entry outside it, and only the values that it uses.
    """
    ids, chapter_ids = public_ids(playbook), _public_chapters(playbook)
    entries = {id: _public_entry(entry, ids) for id, entry in playbook.entries.items() if id in ids}
    chapters = {
        kind: tuple(chapter for chapter in chapters if chapter.id in chapter_ids)
        for kind, chapters in playbook.chapters.items()
    }
    return replace(
        playbook,
        edition="public",
        settings=_public_settings(playbook.settings, entries.values(), chapters),
        entries=entries,
        chapters=chapters,
        chapter_of={id: chapter for id, chapter in playbook.chapter_of.items() if id in ids},
        origins={id: origin for id, origin in playbook.origins.items() if id in ids},
        chapter_origins={
            id: origin for id, origin in playbook.chapter_origins.items() if id in chapter_ids
        },
        incomplete=(),
        unread=frozenset(),
    )


def _public_entry(entry: Entry, ids: frozenset[str]) -> Entry:
    """An entry without its fields for staff and without references to entries that are not public.

    The copy is not validated: a required field may be None.
    """
    for path in (*STAFF_FIELDS, *entry.spec.staff_fields):
        entry = _without_field(entry, path.split("."))

    def without_hidden(marker: Marker, value: Any) -> Any:
        return None if isinstance(marker, RefMarker) and value not in ids else value

    return with_marked_values(entry, without_hidden)


def _without_field(part: Model, path: list[str]) -> Model:
    """A part with the field at a path empty."""
    name, *rest = path
    value = getattr(part, name)
    if rest:
        return part.model_copy(update={name: _without_field(value, rest)})
    return part.model_copy(update={name: [] if isinstance(value, list) else None})


def _public_settings(
    settings: Settings, entries: Iterable[Entry], chapters: Mapping[str, tuple[Chapter, ...]]
) -> Settings:
    """The settings without what is for staff, and with the values that are used."""
    no_repository = Repository.model_construct(
        url="", source_link="", proposal_link="", branch="", teams={}
    )
    public = settings.model_copy(
        update={
            "public": True,
            "repository": no_repository,
            "contribute": Contribute(),
            "decided": None,
            "acknowledge_link": None,
            "acknowledge_quiz": None,
            "feedback_address": None,
            "values": {},
        }
    )
    used = _used_names([public, *entries, *(one for each in chapters.values() for one in each)])
    return public.model_copy(update={"values": _used_values(settings.values, used)})


def _used_values(values: Mapping[str, Value], used: set[str]) -> dict[str, Value]:
    """The values with these names, and those that their texts insert."""
    found: dict[str, Value] = {}
    while names := [name for name in values if name in used and name not in found]:
        found |= {name: values[name] for name in names}
        used = used | _used_names(found.values())
    return {name: value for name, value in values.items() if name in found}


def _used_names(parts: Iterable[Any]) -> set[str]:
    """The names of values that models name or insert in their texts."""
    names: set[str] = set()
    for part in parts:
        for field in walk(part):
            if isinstance(field.marker, ValueMarker):
                names.add(field.value)
            elif isinstance(field.marker, TextMarker):
                for text in field.value.values():
                    for each in (text,) if isinstance(text, str) else text:
                        names |= set(NAME.findall(each))
    return names
