"""The fields of an entry that a reader may suggest a change of, with their values.

They come from the model: texts, choices, references to an entry and names of values. What only
editors decide (ids, status, owners, dates, scopes) and what a program reads is not among them.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ..source.tree import DataPath
from .entry import AppliesTo, Entry
from .types import FrozenModel, RefMarker, TextMarker, ValueMarker

FieldType = Literal["text", "prose", "texts", "proses", "choice", "reference", "value"]
_FOR_EDITORS = frozenset({"status", "audience", "owner", "replaced_by", "retired_because"})
"""Fields of the header that only editors change. Dates, ids and lists of ids have no type here."""


@dataclass(frozen=True)
class EditableField:
    """A field of an entry: the path of its keys, and its value now.

    The path has the number of an item of a list of parts, from 1. ``value`` is a mapping from
    language to text or list of texts, a text, or None if the entry does not have the field.
    ``choices`` are those of a choice, ``kinds`` those of a reference (none: any kind).
    """

    path: DataPath
    type: FieldType
    is_required: bool
    value: Any
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Type:
    """What the type of a field is: a type of field, a part, or a list or mapping of either."""

    type: FieldType | None = None
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    is_part: bool = False
    items: _Type | None = None


def editable_fields(entry: Entry) -> list[EditableField]:
    """The fields of an entry that may be suggested, in the order of its model.

    Optional fields that the entry does not have are included, except in parts that it does not
    have. Pass an entry as it is shown: the numbers of items are those that readers see.
    """
    excluded = {*_FOR_EDITORS, entry.spec.post.checks or ""}
    return list(_fields_of(entry, (), excluded))


def _fields_of(part: BaseModel, path: DataPath, excluded: set[str]) -> Iterator[EditableField]:
    for name, key, field_type, is_required in _types(type(part)):
        if name not in excluded:
            yield from _values(getattr(part, name), field_type, (*path, key), is_required)


def _values(
    value: Any, field_type: _Type, path: DataPath, is_required: bool
) -> Iterator[EditableField]:
    if field_type.type is not None:
        plain = dict(value) if isinstance(value, Mapping) else value
        yield EditableField(
            path, field_type.type, is_required, plain, field_type.choices, field_type.kinds
        )
    elif field_type.is_part and isinstance(value, BaseModel):
        yield from _fields_of(value, path, set())
    elif field_type.items is not None and value:
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value, start=1)
        for key, item in pairs:
            yield from _values(item, field_type.items, (*path, key), is_required=True)


@functools.cache
def _types(model: type[BaseModel]) -> tuple[tuple[str, str, _Type, bool], ...]:
    """The name, the key and the type of each field of a model, and whether it is required."""
    return tuple(
        (name, field.alias or name, _type(field.annotation, tuple(field.metadata)),
         field.is_required())
        for name, field in model.model_fields.items()
    )  # fmt: skip


def _type(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Type:
    for item in metadata:
        if isinstance(item, TextMarker):
            return _Type(_text_type(item))
        if isinstance(item, RefMarker):
            return _Type("reference", kinds=item.kinds)
        if isinstance(item, ValueMarker):
            return _Type("value")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0], tuple(arguments[1:]))
    if origin is Literal and all(isinstance(choice, str) for choice in arguments):
        return _Type("choice", choices=arguments)
    if origin in (Union, types.UnionType):
        inner = [_type(argument) for argument in arguments if argument is not types.NoneType]
        return inner[0] if len(inner) == 1 else _Type()
    if origin in (list, dict):
        items = _type(arguments[-1])
        is_list_of_values = origin is list and not items.is_part
        return _Type() if is_list_of_values else _Type(items=items)
    is_part = isinstance(annotation, type) and issubclass(annotation, FrozenModel)
    return _Type(is_part=is_part and not issubclass(annotation, AppliesTo))


def _text_type(marker: TextMarker) -> FieldType:
    if marker.many:
        return "proses" if marker.prose else "texts"
    return "prose" if marker.prose else "text"
