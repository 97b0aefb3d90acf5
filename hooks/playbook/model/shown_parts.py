"""The parts of entries that an organisation shows: those whose scopes include it.

A hidden part is left out of the entry itself, so that no page, index or file can contain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from ..problems import Phrase
from ..source.tree import Path
from .entry import AppliesTo, Entry, Sector
from .playbook import Playbook
from .selection import Profile, is_shown, scopes_of

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class ExampleProfile:
    """An example of an organisation, in one country; in any, if there is none."""

    sector: Sector
    countries: tuple[str, ...]

    @property
    def names(self) -> tuple[str | Phrase, ...]:
        """The sector and the country, for a message."""
        places = [country or Phrase("other-countries") for country in self.countries]
        return self.sector, *places


def shown_playbook(playbook: Playbook) -> Playbook:
    """The playbook with the shown parts of its entries; hidden entries stay as they are."""
    organisation = playbook.settings.organisation
    entries = {id: shown_entry(entry, organisation) for id, entry in playbook.entries.items()}
    if all(entries[id] is entry for id, entry in playbook.entries.items()):
        return playbook
    return replace(playbook, entries=entries)


def shown_entry(entry: Entry, profile: Profile) -> Entry:
    """An entry with its shown parts, and without parts that no shown part leads to."""
    shown = shown_parts(entry, profile)
    return entry if shown is entry else entry.spec.prune(shown)


def shown_parts(part: Model, profile: Profile) -> Model:
    """A part without hidden parts; the part itself if it has none. The copy is not validated."""
    changes = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        shown = _shown(value, profile)
        if shown is not value:
            changes[name] = shown
    return part.model_copy(update=changes) if changes else part


def _shown(value: Any, profile: Profile) -> Any:
    """A value without hidden parts; the value itself if it has none."""
    if isinstance(value, list):
        items = [_shown(item, profile) for item in value if not _is_hidden(item, profile)]
        return value if _same(items, value) else items
    if isinstance(value, Mapping):
        pairs = {
            key: _shown(item, profile)
            for key, item in value.items()
            if not _is_hidden(item, profile)
        }
        return value if _same([*pairs.values()], [*value.values()]) else pairs
    if isinstance(value, BaseModel):
        return None if _is_hidden(value, profile) else shown_parts(value, profile)
    return value


def _same(new: list[Any], old: list[Any]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def _is_hidden(value: Any, profile: Profile) -> bool:
    if not isinstance(value, BaseModel) or isinstance(value, AppliesTo):
        return False
    return not all(is_shown(scope, profile) for scope in scopes_of(value))


def example_profiles(entry: Entry) -> list[ExampleProfile]:
    """An example of each group of organisations that the scopes in an entry tell apart.

    Only those that see the entry. There are none if no part of it has a scope.
    """
    scopes = list(_scopes_within(entry))
    if not any(scope.sector or scope.countries for scope in scopes):
        return []
    named = sorted({country for scope in scopes for country in scope.countries})
    sectors: tuple[Sector, ...] = get_args(Sector)
    countries = [(country,) for country in (*named, "")] if named else [()]
    found = (ExampleProfile(sector, each) for sector, each in product(sectors, countries))
    return [profile for profile in found if is_shown(entry.applies_to, profile)]


def _scopes_within(part: Any) -> Iterator[AppliesTo]:
    """The scopes of the parts inside a part, at any depth."""
    if isinstance(part, AppliesTo):
        return
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, BaseModel):
                yield from scopes_of(value)
            yield from _scopes_within(value)
    elif isinstance(part, list | Mapping):
        for item in part.values() if isinstance(part, Mapping) else part:
            if isinstance(item, BaseModel):
                yield from scopes_of(item)
                yield from _scopes_within(item)


def lists_too_short(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, int, int]]:
    """Lists with fewer items than their model asks for: path, number and least number of items."""
    for name, field in type(part).model_fields.items():
        value, at = getattr(part, name), (*path, field.alias or name)
        least = max((getattr(item, "min_length", 0) or 0 for item in field.metadata), default=0)
        if isinstance(value, list) and len(value) < least:
            yield at, len(value), least
        for key, item in value.items() if isinstance(value, Mapping) else ():
            if isinstance(item, BaseModel):
                yield from lists_too_short(item, (*at, key))
        if isinstance(value, BaseModel):
            yield from lists_too_short(value, at)
