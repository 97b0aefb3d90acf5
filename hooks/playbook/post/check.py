"""The model of a check, with a field for each type, and the strings that a check lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from ..model.fields import walk
from ..model.post_check import CheckFields, StringsMarker
from ..model.types import ValueMarker
from ..source.tree import DataPath
from .check_types import CHECK_TYPES

if TYPE_CHECKING:
    _Types = CheckFields
else:
    _Types = create_model(
        "_Types",
        __base__=CheckFields,
        **{
            name: (check_type.model | None, Field(None, description=check_type.description))
            for name, check_type in CHECK_TYPES.items()
        },
    )


class Check(_Types):
    """One check of a post: exactly one of the check types is given."""


def given_types(check: Check) -> list[str]:
    """The names of the types that a check has; a valid check has one."""
    return [name for name in CHECK_TYPES if getattr(check, name) is not None]


def referenced_values(check: Check) -> list[tuple[DataPath, str]]:
    """The names of the organisation's values that a check refers to, each with its path."""
    marked = [field for field in walk(check) if isinstance(field.marker, ValueMarker)]
    return [(field.path, field.value) for field in marked]


def listed_strings(part: BaseModel, path: DataPath) -> Iterator[tuple[DataPath, str, bool]]:
    """Every word, phrase and pattern in a model, with its path and whether it is a pattern."""
    for name, field in type(part).model_fields.items():
        value, marker = getattr(part, name), _marker(field.annotation, field.metadata)
        if isinstance(value, BaseModel):
            yield from listed_strings(value, (*path, name))
        elif marker is not None:
            for language, items in (value or {}).items():
                for index, text in enumerate(items):
                    key_or_index = text if isinstance(items, Mapping) else index
                    yield (*path, name, language, key_or_index), text, marker.patterns


def _marker(annotation: Any, metadata: Sequence[Any] = ()) -> StringsMarker | None:
    """The StringsMarker in an annotation, including an optional one."""
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        metadata, arguments = arguments[1:], arguments[:1]
    markers = (item for item in metadata if isinstance(item, StringsMarker))
    return next(markers, None) or next(filter(None, map(_marker, arguments)), None)
