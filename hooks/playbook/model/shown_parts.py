"""Removes the parts of entries that do not apply to an organisation.

Hidden parts are removed from the entry itself, so that no page, index or file can contain them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from ..problems import Phrase
from ..source.tree import DataPath
from .entry import AppliesTo, Entry, Sector
from .fields import fields_with_models
from .playbook import Playbook
from .remembered import remembered, remembered_with
from .selection import Profile, is_shown, scopes_of

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class ExampleProfile:
    """An example of an organisation; if it has no countries, its country does not matter."""

    sector: Sector
    countries: tuple[str, ...]

    @property
    def names(self) -> tuple[str | Phrase, ...]:
        """The sector and the country, for a message."""
        places = [country or Phrase("other-countries") for country in self.countries]
        return self.sector, *places


def shown_playbook(playbook: Playbook) -> Playbook:
    """The playbook without the hidden parts of its entries. Hidden entries are not changed."""
    organisation = playbook.settings.organisation
    entries = {id: shown_entry(entry, organisation) for id, entry in playbook.entries.items()}
    if all(entries[id] is entry for id, entry in playbook.entries.items()):
        return playbook
    return replace(playbook, entries=entries)


def shown_entry(entry: Entry, profile: Profile) -> Entry:
    """An entry without its hidden parts, and without parts that no shown part leads to."""
    return (_pruned(entry, profile) if has_scoped_parts(entry) else None) or entry


@remembered_with
def _pruned(entry: Entry, profile: Profile) -> Entry | None:
    """An entry without its hidden parts; None if it has none."""
    shown = shown_parts(entry, profile)
    return None if shown is entry else entry.spec.prune(shown)


@remembered
def has_scoped_parts(entry: Entry) -> bool:
    """Whether an entry has parts that apply only to some, besides its own scope."""
    return any(True for _ in _scopes_within(entry))


def shown_parts(part: Model, profile: Profile) -> Model:
    """A part without hidden parts; the part itself if it has none. The copy is not validated."""
    changes = {}
    for name in fields_with_models(type(part)):
        value = getattr(part, name)
        shown = _shown(value, profile)
        if shown is not value:
            changes[name] = shown
    return part.model_copy(update=changes) if changes else part


def _shown(value: Any, profile: Profile) -> Any:
    """A value without hidden parts; the value itself if it has none."""
    if isinstance(value, list):
        items = [_shown(item, profile) for item in value if not _is_hidden(item, profile)]
        return value if _is_same(items, value) else items
    if isinstance(value, Mapping):
        pairs = {
            key: _shown(item, profile)
            for key, item in value.items()
            if not _is_hidden(item, profile)
        }
        return value if _is_same([*pairs.values()], [*value.values()]) else pairs
    if isinstance(value, BaseModel):
        return None if _is_hidden(value, profile) else shown_parts(value, profile)
    return value


def _is_same(new: list[Any], old: list[Any]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def _is_hidden(value: Any, profile: Profile) -> bool:
    if not isinstance(value, BaseModel) or isinstance(value, AppliesTo):
        return False
    return not all(is_shown(scope, profile) for scope in scopes_of(value))


def example_profiles(entry: Entry) -> list[ExampleProfile]:
    """One example of each group of organisations to which an entry shows different parts.

    Groups to which the entry is hidden are left out. Empty if no part of the entry has a scope.
    """
    scopes = list(_scopes_within(entry)) if has_scoped_parts(entry) else []
    if not any(scope.sector or scope.countries for scope in scopes):
        return []
    named = sorted({country for scope in scopes for country in scope.countries})
    sectors: tuple[Sector, ...] = get_args(Sector)
    countries = [(country,) for country in (*named, "")] if named else [()]
    found = (ExampleProfile(sector, each) for sector, each in product(sectors, countries))
    return [profile for profile in found if is_shown(entry.applies_to, profile)]


def _scopes_within(part: BaseModel | list[Any] | Mapping[str, Any]) -> Iterator[AppliesTo]:
    """The scopes of all nested parts, at any depth."""
    if isinstance(part, AppliesTo):
        return
    if isinstance(part, BaseModel):
        for name in fields_with_models(type(part)):
            value = getattr(part, name)
            if isinstance(value, BaseModel):
                yield from scopes_of(value)
            if isinstance(value, BaseModel | list | Mapping):
                yield from _scopes_within(value)
    else:
        for item in part.values() if isinstance(part, Mapping) else part:
            if isinstance(item, BaseModel):
                yield from scopes_of(item)
                yield from _scopes_within(item)


def lists_too_short(part: BaseModel, path: DataPath = ()) -> Iterator[tuple[DataPath, int, int]]:
    """The path of each list with too few items, its number of items, and the minimum."""
    for name, key, minimum in _minimum_lengths(type(part)):
        value = getattr(part, name)
        if isinstance(value, list) and len(value) < minimum:
            yield (*path, key), len(value), minimum
    for name in fields_with_models(type(part)):
        value = getattr(part, name)
        value_path = (*path, type(part).model_fields[name].alias or name)
        for key, item in value.items() if isinstance(value, Mapping) else ():
            if isinstance(item, BaseModel):
                yield from lists_too_short(item, (*value_path, key))
        if isinstance(value, BaseModel):
            yield from lists_too_short(value, value_path)


@functools.cache
def _minimum_lengths(model: type[BaseModel]) -> tuple[tuple[str, str, int], ...]:
    """The fields that have a minimum number of items: the name, the key and the minimum."""
    return tuple(
        (name, field.alias or name, minimum)
        for name, field in model.model_fields.items()
        if (
            minimum := max(
                (getattr(item, "min_length", 0) or 0 for item in field.metadata), default=0
            )
        )
    )
