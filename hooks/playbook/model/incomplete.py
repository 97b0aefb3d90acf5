"""Reads the valid fields of an invalid entry, so that its references can be checked too."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError, create_model

from .entry import Entry
from .fields import keys_of


def incomplete_entry(model: type[Entry], data: Any, context: dict[str, Any]) -> Entry | None:
    """The entry with its valid fields; missing and invalid fields are None or have their default.

    None if ``data`` is not a mapping. ``context`` is passed to pydantic's validators.
    """
    if not isinstance(data, Mapping):
        return None
    optional = _with_optional_fields(model)
    known = keys_of(model)
    kept = {key: value for key, value in data.items() if key in known}
    try:
        return optional.model_validate(kept, context=context)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
    invalid = {detail["loc"][0] for detail in details}
    valid = {key: value for key, value in kept.items() if key not in invalid}
    return optional.model_validate(valid, context=context)


@functools.cache
def _with_optional_fields(model: type[Entry]) -> type[Entry]:
    """The model with None as the default of each required field."""
    fields: dict[str, Any] = {
        name: (
            Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation,
            Field(None, alias=field.alias),
        )
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return create_model(f"Incomplete{model.__name__}", __base__=model, **fields)
