"""Builds the lines of a new entry: each required field with an explanatory comment."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, MinLen
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from ..model.entry import Entry, InheritedFields
from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..model.types import (
    FrozenModel,
    RefMarker,
    TextMarker,
    ValueMarker,
    as_date,
    as_integer,
    as_number,
    as_web_address,
)
from ..schema.names import ids_by_kind

PLACEHOLDER = "…"
"""The placeholder for a text."""
_PLACEHOLDER_BY_NAME = {"start": "first-question", "to": "first-outcome"}
_FIRST_KEY_BY_NAME = {"questions": "first-question", "outcomes": "first-outcome"}


class Skeleton:
    """Builds the lines of new entries of a playbook."""

    def __init__(self, playbook: Playbook, today: str) -> None:
        self.playbook, self.today = playbook, today
        self.ids = ids_by_kind(playbook)
        self.first_role: str | None = None
        """The new role, if there is no other: it owns itself."""

    def lines(self, model: type[Entry], id: str, inherited: Sequence[str]) -> list[str]:
        """The entry's lines without indentation. ``inherited`` has the keys of ``defaults``."""
        if model.kind == ROLES and not self.ids.get(ROLES):
            self.first_role = id
        lines = [f"id: {id}", "status: draft  # current once it applies"]
        for name, field in model.model_fields.items():
            is_needed = field.is_required() or name in model.spec.suggested_fields
            if name == "owner" and "owner" not in inherited:
                is_needed = True
            is_header = name in InheritedFields.model_fields and name != "owner"
            if is_needed and not is_header and name not in ("id", "status"):
                lines += self.field(name, field)
        return lines

    def field(self, name: str, field: FieldInfo) -> Iterator[str]:
        """The lines of one field: key, description, and the value on the same line or below."""
        key = field.alias or name
        value = self.value(name, field.annotation, tuple(field.metadata))
        if isinstance(value, str):
            yield f"{key}: {value}  # {field.description}"
            return
        yield f"{key}:  # {field.description}"
        yield from (f"  {line}" for line in value)

    def value(self, name: str, annotation: Any, metadata: tuple[Any, ...]) -> str | list[str]:
        """The initial value of a field: a string on the line of its key, or lines below the key."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(name, arguments[0], (*arguments[1:], *metadata))
        if origin in (Union, types.UnionType):
            inner = next(argument for argument in arguments if argument is not type(None))
            return self.value(name, inner, metadata)
        if (value := self.marked(name, metadata)) is not None:
            return value
        if origin is Literal:
            return str(arguments[0])
        if annotation is bool:
            return "no"
        if origin is list:
            return self.items(name, arguments[0], metadata)
        if origin is dict:
            inner = self.value(name, arguments[1], ())
            return [
                f"{_FIRST_KEY_BY_NAME.get(name, 'first')}:",
                *(f"  {line}" for line in _block(inner)),
            ]
        if isinstance(annotation, type) and issubclass(annotation, FrozenModel):
            return list(self.model_lines(annotation))
        return self.scalar(name, metadata)

    def marked(self, name: str, metadata: tuple[Any, ...]) -> str | list[str] | None:
        """The initial value of a text, a reference or a value name.

        A text is written on lines of its own, where commas, colons and quotation marks are letters.
        """
        for item in metadata:
            if isinstance(item, TextMarker):
                languages = self.playbook.languages
                return [line for language in languages for line in _text_lines(language, item)]
            if isinstance(item, RefMarker):
                known = [id for kind in item.kinds or self.ids for id in self.ids.get(kind, ())]
                if name == "backup":
                    known = known[1:]  # the first role is the owner
                default = self.first_role if name == "owner" else None
                return next(iter(known), default) or PLACEHOLDER
            if isinstance(item, ValueMarker):
                return next(iter(self.playbook.settings.values), PLACEHOLDER)
        return None

    def items(self, name: str, annotation: Any, metadata: tuple[Any, ...]) -> str | list[str]:
        count = next((item.min_length for item in metadata if isinstance(item, MinLen)), 1)
        item = self.value(name, annotation, ())
        if isinstance(item, str):
            return f"[{item}]"
        lines = _block(item)
        return [line for _ in range(count) for line in _as_list_item(lines)]

    def model_lines(self, model: type[BaseModel]) -> Iterator[str]:
        fields = list(model.model_fields.items())
        required = [(name, field) for name, field in fields if field.is_required()]
        for name, field in required or fields[:1]:
            yield from self.field(name, field)

    def scalar(self, name: str, metadata: tuple[Any, ...]) -> str:
        validators = {item.func for item in metadata if isinstance(item, BeforeValidator)}
        if as_date in validators:
            return self.today
        if as_web_address in validators:
            return "https://www.example.com/"
        if validators & {as_integer, as_number}:
            return str(next((item.ge for item in metadata if isinstance(item, Ge)), 0))
        if name == "country":
            return self.playbook.settings.organisation.countries[0]
        if name == "email":
            return "group@example.com"
        return _PLACEHOLDER_BY_NAME.get(name, PLACEHOLDER)


def _text_lines(language: str, marker: TextMarker) -> list[str]:
    """The lines of a placeholder for a text in one language."""
    if marker.many:
        return [f"{language}:", f"  - {PLACEHOLDER}"]
    return (
        [f"{language}: >", f"  {PLACEHOLDER}"] if marker.prose else [f"{language}: {PLACEHOLDER}"]
    )


def _block(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _as_list_item(lines: list[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{'  ' if index else '- '}{line}"
