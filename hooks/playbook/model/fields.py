"""Walking the fields of a model: its texts and its references, with the path of each."""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ..source.tree import Path
from .types import Part, RefTo, TextMarker, ValueName

Marker = TextMarker | RefTo | ValueName


@dataclass(frozen=True, slots=True)
class Found:
    """One marked value of an entry: where it stands in the entry, its marker and the value."""

    path: Path
    marker: Marker
    value: Any


@dataclass(frozen=True)
class _Shape:
    """What a type holds: a marker of its own, or shapes inside it."""

    marker: Marker | None = None
    model: type[BaseModel] | None = None
    items: _Shape | None = None

    @property
    def is_empty(self) -> bool:
        return self.marker is None and self.model is None and self.items is None


def walk(part: BaseModel, path: Path = ()) -> Iterator[Found]:
    """Every text, reference and name of a value within a model, depth first."""
    for name, key, shape in _plan(type(part)):
        value = getattr(part, name)
        if value:
            yield from _visit(value, shape, (*path, key))


def _visit(value: Any, shape: _Shape, path: Path) -> Iterator[Found]:
    if shape.marker is not None:
        yield Found(path, shape.marker, value)
    elif shape.model is not None:
        yield from walk(value, path)
    elif shape.items is not None:
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, item in pairs:
            yield from _visit(item, shape.items, (*path, key))


def markers(model: type[BaseModel]) -> Iterator[Marker]:
    """Every marker that a model has anywhere in it, as its types say."""
    for _, _, shape in _plan(model):
        while shape.items is not None:
            shape = shape.items
        if shape.marker is not None:
            yield shape.marker
        elif shape.model is not None:
            yield from markers(shape.model)


def holds_texts(model: type[BaseModel], name: str) -> bool:
    """Whether a field of a model is a text, or has texts anywhere in it."""
    shape = next(found for field, _, found in _fields(model) if field == name)
    while shape.items is not None:
        shape = shape.items
    if shape.model is not None:
        return any(isinstance(marker, TextMarker) for marker in markers(shape.model))
    return isinstance(shape.marker, TextMarker)


def keys_of(model: type[BaseModel]) -> set[str]:
    """The keys that a model knows."""
    return {field.alias or name for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model that stands at a path within another, or the last one on the way to it."""
    shape = _Shape(model=model)
    for part in path:
        if shape.model is not None and isinstance(part, str):
            inner = {key: found for _, key, found in _fields(shape.model)}.get(part)
        else:
            inner = shape.items
        if inner is None:
            break
        shape = inner
        model = shape.model or model
    return model


@functools.cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, _Shape], ...]:
    return tuple(found for found in _fields(model) if not found[2].is_empty)


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Shape], ...]:
    return tuple(
        (name, field.alias or name, _shape(field.annotation, tuple(field.metadata)))
        for name, field in model.model_fields.items()
    )


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Shape:
    for item in metadata:
        if isinstance(item, TextMarker | RefTo | ValueName):
            return _Shape(marker=item)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], tuple(arguments[1:]))
    if origin in (Union, types.UnionType):
        inner = [_shape(argument) for argument in arguments if argument is not type(None)]
        return next((shape for shape in inner if not shape.is_empty), _Shape())
    if origin in (list, tuple, dict, Mapping):
        items = _shape(arguments[-1] if origin in (dict, Mapping) else arguments[0])
        return _Shape(items=None if items.is_empty else items)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _Shape(model=annotation)
    return _Shape()
