"""Walks the fields of a model and yields its texts and references with their paths."""

from __future__ import annotations

import datetime as dt
import functools
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from ..source.tree import DataPath
from .types import FrozenModel, RefMarker, TextMarker, ValueMarker

Marker = TextMarker | RefMarker | ValueMarker
Instance = TypeVar("Instance", bound=BaseModel)
_PLAIN_TYPES = (str, int, float, bytes, dt.date, dt.time, types.NoneType)
"""Types that contain no other values."""


@dataclass(frozen=True, slots=True)
class MarkedValue:
    """One marked value of an entry: its path, its marker and the value."""

    path: DataPath
    marker: Marker
    value: Any


@dataclass(frozen=True)
class _FieldType:
    """What a type contains: a marker, a model, or items."""

    marker: Marker | None = None
    model: type[BaseModel] | None = None
    items: _FieldType | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the type contains no marked values."""
        return self.marker is None and self.model is None and self.items is None


def walk(instance: BaseModel, path: DataPath = ()) -> Iterator[MarkedValue]:
    """The marked values in a model instance, depth first.

    These are the texts, the references, and the names of the organisation's values.
    """
    for name, key, field_type in _fields_to_visit(type(instance)):
        value = getattr(instance, name)
        if value:
            yield from _visit(value, field_type, (*path, key))


def _visit(value: Any, field_type: _FieldType, path: DataPath) -> Iterator[MarkedValue]:
    if field_type.marker is not None:
        yield MarkedValue(path, field_type.marker, value)
    elif field_type.model is not None:
        yield from walk(value, path)
    elif field_type.items is not None:
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, item in pairs:
            yield from _visit(item, field_type.items, (*path, key))


def with_marked_values(instance: Instance, replace: Callable[[Marker, Any], Any]) -> Instance:
    """A copy of a model instance with each marked value replaced. The copy is not validated.

    An item of a list that is replaced by None is removed from it.
    """
    changes = {}
    for name, _, field_type in _fields_to_visit(type(instance)):
        if value := getattr(instance, name):
            replaced = _replaced(value, field_type, replace)
            if replaced != value:
                changes[name] = replaced
    return instance.model_copy(update=changes) if changes else instance


def _replaced(value: Any, field_type: _FieldType, replace: Callable[[Marker, Any], Any]) -> Any:
    if field_type.marker is not None:
        return replace(field_type.marker, value)
    if field_type.model is not None:
        return with_marked_values(value, replace)
    if field_type.items is None:
        return value
    if isinstance(value, Mapping):
        return {key: _replaced(item, field_type.items, replace) for key, item in value.items()}
    items = (_replaced(item, field_type.items, replace) for item in value)
    return type(value)(item for item in items if item is not None)


def markers(model: type[BaseModel]) -> Iterator[Marker]:
    """Every marker in a model's types, nested ones included."""
    for _, _, field_type in _fields_to_visit(model):
        while field_type.items is not None:
            field_type = field_type.items
        if field_type.marker is not None:
            yield field_type.marker
        elif field_type.model is not None:
            yield from markers(field_type.model)


@functools.cache
def value_name_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys of the fields, at any depth, that contain the name of one of the organisation's
    values."""
    keys: set[str] = set()
    for _, key, field_type in _fields_to_visit(model):
        while field_type.items is not None:
            field_type = field_type.items
        if isinstance(field_type.marker, ValueMarker):
            keys.add(key)
        elif field_type.model is not None:
            keys |= value_name_keys(field_type.model)
    return frozenset(keys)


def contains_text(model: type[BaseModel], name: str) -> bool:
    """Whether a field is a text or contains texts."""
    field_type = next(type_ for field, _, type_ in _fields(model) if field == name)
    while field_type.items is not None:
        field_type = field_type.items
    if field_type.model is not None:
        return any(isinstance(marker, TextMarker) for marker in markers(field_type.model))
    return isinstance(field_type.marker, TextMarker)


def keys_of(model: type[BaseModel]) -> set[str]:
    """The valid keys of a model."""
    return {field.alias or name for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], path: DataPath) -> type[BaseModel]:
    """The model at a path inside a model, or the last model on the way to it."""
    field_type = _FieldType(model=model)
    for step in path:
        if field_type.model is not None and isinstance(step, str):
            inner = {key: type_ for _, key, type_ in _fields(field_type.model)}.get(step)
        else:
            inner = field_type.items
        if inner is None:
            break
        field_type = inner
        model = field_type.model or model
    return model


@functools.cache
def fields_with_models(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's own fields whose values may contain other models, at any depth.

    A type that is not known counts as one that may contain models.
    """
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _may_contain_models(field.annotation))


def _may_contain_models(annotation: Any) -> bool:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return False
    if origin is Annotated:
        return _may_contain_models(arguments[0])
    if arguments:
        return any(map(_may_contain_models, arguments))
    return not (isinstance(annotation, type) and issubclass(annotation, _PLAIN_TYPES))


@functools.cache
def _fields_to_visit(model: type[BaseModel]) -> tuple[tuple[str, str, _FieldType], ...]:
    return tuple(field for field in _fields(model) if not field[2].is_plain)


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _FieldType], ...]:
    return tuple(
        (name, field.alias or name, _field_type(field.annotation, tuple(field.metadata)))
        for name, field in model.model_fields.items()
    )


def _field_type(annotation: Any, metadata: tuple[Any, ...] = ()) -> _FieldType:
    for item in metadata:
        if isinstance(item, TextMarker | RefMarker | ValueMarker):
            return _FieldType(marker=item)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _field_type(arguments[0], tuple(arguments[1:]))
    if origin in (Union, types.UnionType):
        inner = [_field_type(argument) for argument in arguments if argument is not type(None)]
        return next((field_type for field_type in inner if not field_type.is_plain), _FieldType())
    if origin in (list, tuple, dict, Mapping):
        items = _field_type(arguments[-1] if origin in (dict, Mapping) else arguments[0])
        return _FieldType(items=None if items.is_plain else items)
    if isinstance(annotation, type) and issubclass(annotation, FrozenModel):
        return _FieldType(model=annotation)
    return _FieldType()
