"""Writes the values of a suggestion into the text of a data file; everything else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..edit.key_order import canonical_order
from ..edit.set_values import with_values
from ..edit.values import value_at
from ..model.entry import Entry
from ..model.fields import model_at
from ..model.playbook import Playbook
from ..model.types import ALL
from ..source.tree import DataPath
from .places import data_path
from .resolve import ChangedValue


def edited_file(
    text: str, playbook: Playbook, entry: Entry, changes: Sequence[ChangedValue]
) -> str:
    """The text of the entry's file with the new values.

    Raises EditError unless the result is exactly the old data with the new values.
    """
    origin = playbook.origins[entry.id]
    values: dict[DataPath, Any] = {}
    orders: dict[DataPath, Sequence[str]] = {origin.path: canonical_order(type(entry))}
    for change in changes:
        path = data_path(entry, change.field.path, playbook.settings.organisation)
        place = (*origin.path, *path)
        if len(path) > 1:
            fields = model_at(type(entry), path[:-1]).model_fields.items()
            orders[place[:-1]] = [field.alias or name for name, field in fields]
        orders[place] = playbook.languages
        _add(values, place, change, value_at(origin.tree.data, place), playbook.languages)
    return with_values(origin.tree.path, text, values, orders)


def _add(
    values: dict[DataPath, Any],
    place: DataPath,
    change: ChangedValue,
    now: Any,
    languages: Sequence[str],
) -> None:
    """Add the value of a change, in the form in which the data has the field."""
    language, new = change.language, change.value
    if language is None:
        if new is not None or now is not None:  # a default is not in the data
            values[place] = new
    elif now is None or place in values:  # the field is new, or was the same in all languages
        values[place] = {**values.get(place, {}), language: new}
    elif isinstance(now, Mapping) and ALL in now:
        values[place] = {**dict.fromkeys(languages, now[ALL]), language: new}
    elif isinstance(now, Mapping):
        values[(*place, language)] = new
    else:  # a text of the only language
        values[place] = new
