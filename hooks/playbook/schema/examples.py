"""Examples of field values: from the field itself, or by its type."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from ..kinds import KINDS
from ..model.kind_spec import KindSpec

Schema = dict[str, Any]

_EXAMPLE_BY_REF = {
    "text": "{sv: Säg vem du är, en: Say who you are}",
    "texts": "{sv: [Ett, Två], en: [One, Two]}",
    "value": "reply_within",
    "entries": "moderator",
}
_EXAMPLE_BY_PATTERN = (
    ("[a-z][a-z0-9]*(-", "reply-in-time"),
    ("[a-z][a-z0-9]*(_", "reply_within"),
    ("(19|20|21)", "2026-03-31"),
    ("(0[1-9]|1[0-2])$", "2026-03"),
    ("[A-Z]{2}", "SE"),
    ("^https?", "https://www.example.com/"),
    ("@", "press@example.com"),
    ("PB[0-9]", "PB717"),
    ("[a-z]{2,3}", "sv"),
    ("[01]", '"08:00"'),
    ("#[0-9a-f", '"#0f5c5c"'),
    (r"\+?[0-9]", '"+46 8 465 004 00"'),
)


def hover_text(key: str, field: FieldInfo, schema: Schema) -> str:
    """The hover text of a field: description and example."""
    return f"{field.description}\n\nExample: {key}: {example(field, schema)}"


def example(field: FieldInfo, schema: Schema) -> str:
    """An example of a field's value, on one line."""
    return str(field.examples[0]) if field.examples else _schema_example(schema)


def _schema_example(schema: Schema) -> str:
    if "$ref" in schema:
        return _reference_example(schema["$ref"].rpartition("/")[2].removesuffix("-or-empty"))
    if "enum" in schema:
        return str(schema["enum"][0])
    types = schema.get("type")
    schema_type = types[0] if isinstance(types, list) else types
    if schema_type == "array":
        return f"[{_schema_example(schema['items'])}]"
    if schema_type == "object":
        return _object_example(schema)
    if schema_type in ("integer", "number"):
        return str(max(2, schema.get("minimum", 0)) if schema.get("maximum", 9) >= 2 else 1)
    return next(
        (value for part, value in _EXAMPLE_BY_PATTERN if part in schema.get("pattern", "")), "…"
    )


def _reference_example(name: str) -> str:
    """The example for a definition by its name: a text, a value name, or an id of a kind."""
    if name in _EXAMPLE_BY_REF:
        return _EXAMPLE_BY_REF[name]
    kind = KINDS.get(name.split("-or-")[0])
    return kind.spec.example_id if kind else KindSpec.example_id


def _object_example(schema: Schema) -> str:
    properties = schema.get("properties")
    if not properties:
        return f"{{reply_within: {_schema_example(schema['additionalProperties'])}}}"
    keys = schema.get("required") or list(properties)[:1]
    return f"{{{', '.join(f'{key}: {_schema_example(properties[key])}' for key in keys)}}}"
