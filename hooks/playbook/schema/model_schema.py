"""Converts a model to a JSON Schema."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel, BeforeValidator, StringConstraints

from ..model.types import (
    DAY,
    WEB_ADDRESS,
    FrozenModel,
    RefMarker,
    TextMarker,
    ValueMarker,
    as_date,
    as_integer,
    as_number,
    as_web_address,
)
from .examples import Schema, hover_text

NAMES = "names.json"
"""The schema file with the names in this handbook: languages, entry ids and values."""

_SCHEMA_BY_VALIDATOR: Mapping[Any, Schema] = {
    as_date: {"type": "string", "pattern": DAY, "format": "date"},
    as_integer: {"type": "integer"},
    as_number: {"type": "number"},
    as_web_address: {"type": "string", "pattern": WEB_ADDRESS},
}
_BOUNDS = ((Ge, "ge", "minimum"), (Le, "le", "maximum"))


def model_schema(model: type[BaseModel]) -> Schema:
    """The schema of a model: a mapping with its keys and no other keys."""
    properties: Schema = {}
    required = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        schema = _type_schema(field.annotation, tuple(field.metadata))
        properties[key] = {**schema, "description": hover_text(key, field, schema)}
        if field.is_required():
            required.append(key)
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    extra = model.model_config.get("json_schema_extra")
    schema |= extra if isinstance(extra, dict) else {}
    return {**schema, "required": required} if required else schema


def _type_schema(annotation: Any, metadata: tuple[Any, ...] = ()) -> Schema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type_schema(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        return _nullable(_type_schema(inner, metadata))
    special = _reference_schema(metadata) or _validator_schema(metadata)
    if special is not None:
        return _bounded(special, metadata)
    if origin is Literal:
        return {"enum": [*arguments, *(int(choice) for choice in arguments if choice.isdigit())]}
    if annotation is bool:
        return {"enum": ["yes", "no", "true", "false", True, False]}
    if origin is list:
        return _bounded({"type": "array", "items": _type_schema(arguments[0])}, metadata)
    if origin is dict:
        names = _type_schema(arguments[0])
        values = {"type": "object", "additionalProperties": _type_schema(arguments[1])}
        return {**values, "propertyNames": names}
    if isinstance(annotation, type) and issubclass(annotation, FrozenModel):
        return model_schema(annotation)
    assert annotation is str, annotation
    return _string_schema(metadata)


def _reference_schema(metadata: tuple[Any, ...]) -> Schema | None:
    for item in metadata:
        if isinstance(item, TextMarker):
            return _ref("texts" if item.many else "text")
        if isinstance(item, RefMarker):
            return _ref("-or-".join(item.kinds) or "entries")
        if isinstance(item, ValueMarker):
            return _ref("value")
    return None


def _ref(name: str) -> Schema:
    return {"$ref": f"{NAMES}#/definitions/{name}"}


def _validator_schema(metadata: tuple[Any, ...]) -> Schema | None:
    for item in metadata:
        if isinstance(item, BeforeValidator) and item.func in _SCHEMA_BY_VALIDATOR:
            return dict(_SCHEMA_BY_VALIDATOR[item.func])
    return None


def _bounded(schema: Schema, metadata: tuple[Any, ...]) -> Schema:
    bounds: Schema = {}
    for item in metadata:
        for constraint, name, key in _BOUNDS:
            if isinstance(item, constraint):
                bounds[key] = getattr(item, name)
        if isinstance(item, MinLen) and schema.get("type") == "array":
            bounds["minItems"] = item.min_length
    return {**schema, **bounds}


def _string_schema(metadata: tuple[Any, ...]) -> Schema:
    """The schema of a string.

    Editors that follow YAML 1.2 read an unquoted 2.0 or 2026 as a number, so numbers are allowed.
    """
    schema: Schema = {"type": ["string", "number"]}
    for item in metadata:
        if isinstance(item, StringConstraints):
            constraints = {
                "pattern": item.pattern,
                "minLength": item.min_length,
                "maxLength": item.max_length,
            }
            schema |= {key: value for key, value in constraints.items() if value is not None}
        elif isinstance(item, MinLen):
            schema["minLength"] = item.min_length
        elif isinstance(item, MaxLen):
            schema["maxLength"] = item.max_length
    return schema


def _nullable(schema: Schema) -> Schema:
    """The schema, extended to allow an empty value."""
    if "$ref" in schema:
        return {"$ref": f"{schema['$ref']}-or-empty"}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    types_ = schema["type"]
    return {**schema, "type": [*(types_ if isinstance(types_, list) else [types_]), "null"]}
