"""The JSON Schema of ``playbook.json``, for programs that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.entry import Entry


def playbook_schema(models: Mapping[str, type[Entry]]) -> dict[str, Any]:
    """The JSON Schema of `json_export.playbook_data`, generated from the models."""
    definitions: dict[str, Any] = {}
    kinds = []
    for name, model in models.items():
        schema = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        schema.pop("additionalProperties", None)
        definitions[model.__name__] = schema
        condition = {"properties": {"kind": {"const": name}}, "required": ["kind"]}
        kinds.append({"if": condition, "then": {"$ref": f"#/$defs/{model.__name__}"}})
    strings = {"type": "object", "additionalProperties": {"type": "string"}}
    common = {
        "kind": {"enum": list(models)},
        "chapter": {"type": ["string", "null"]},
        "pages": {**strings, "description": "The page of the entry in each language."},
        "digest": {"type": "string", "description": "Changes with the content of the entry."},
    }
    entry = {"type": "object", "required": [*common, "id"], "properties": common, "allOf": kinds}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A social media playbook as published, format 1",
        "type": "object",
        "required": ["format", "version", "date", "languages", "values", "chapters", "entries"],
        "properties": {
            "format": {"const": 1},
            "data_format": {
                "type": "integer",
                "description": "The version of the data format of the entries.",
            },
            "version": {"type": "string"},
            "date": {"type": ["string", "null"], "description": "The day of the release."},
            "languages": {"type": "array", "items": {"type": "string"}},
            "values": {"type": "object"},
            "chapters": {"type": "array", "items": {"type": "object", "required": ["id", "kind"]}},
            "entries": {"type": "array", "items": entry},
        },
        "$defs": definitions,
    }
