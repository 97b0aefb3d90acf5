"""Selects the entries that a handbook shows, by the sector and countries of the organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, get_args

from pydantic import BaseModel

from ..source.tree import DataPath
from .entry import AppliesTo, Entry, Sector
from .fields import fields_with_models
from .playbook import Playbook

OTHER_COUNTRIES = "other countries"
"""Stands for all countries that an entry does not name, in the result of `hidden_for`."""


class Profile(Protocol):
    """The sector and the countries of an organisation, which decide what its handbook shows."""

    @property
    def sector(self) -> Sector: ...
    @property
    def countries(self) -> Sequence[str]: ...


def is_shown(scope: AppliesTo, organisation: Profile) -> bool:
    """Whether a scope includes an organisation."""
    in_sector = not scope.sector or organisation.sector in scope.sector
    in_country = not scope.countries or bool(set(scope.countries) & set(organisation.countries))
    return in_sector and in_country


def shown_ids(playbook: Playbook) -> frozenset[str]:
    """The ids of the entries that the organisation's handbook shows."""
    organisation = playbook.settings.organisation
    entries = playbook.entries.values()
    return frozenset(entry.id for entry in entries if is_shown(entry.applies_to, organisation))


def enclosing_scopes(entry: Entry, path: DataPath) -> Iterator[AppliesTo]:
    """The scopes that apply to a field: that of the entry, and those of each enclosing part."""
    yield entry.applies_to
    part: object = entry
    for step in path:
        if isinstance(part, list) and isinstance(step, int):
            part = part[step]
        elif isinstance(part, Mapping):
            part = part.get(step)
        else:
            part = getattr(part, str(step), None)
        if isinstance(part, BaseModel):
            yield from scopes_of(part)


def scopes_of(part: BaseModel) -> Iterator[AppliesTo]:
    """The scopes in the fields of a part of an entry, for example ``when``."""
    values = (getattr(part, name) for name in fields_with_models(type(part)))
    return (value for value in values if isinstance(value, AppliesTo))


def hidden_for(entry: Entry, path: DataPath, target: Entry) -> list[str]:
    """The sectors and countries for which a field of an entry is shown but the target is not.

    A field is shown if all its enclosing scopes apply. Sectors and countries are independent, so
    each is a set difference: those of the field without those of the target.
    """
    if not target.applies_to.sector and not target.applies_to.countries:
        return []
    sectors = set(get_args(Sector))
    countries: set[str] | None = None
    for scope in enclosing_scopes(entry, path):
        sectors &= set(scope.sector) or sectors
        if scope.countries:
            named = set(scope.countries)
            countries = named if countries is None else countries & named
    hidden = sorted(sectors - (set(target.applies_to.sector) or sectors))
    if target.applies_to.countries:
        shown_countries = countries if countries is not None else {OTHER_COUNTRIES}
        hidden += sorted(shown_countries - set(target.applies_to.countries))
    return hidden
