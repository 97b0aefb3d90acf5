"""The schema of the names in a handbook: languages, entry ids and values.

Ids are suggestions for completion; new ids are not marked as errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.fields import markers
from ..model.playbook import Playbook
from ..model.types import ALL, SLUG, WORDS, RefMarker
from .examples import Schema

VALUE_NAME_PATTERN = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"


def names_schema(playbook: Playbook) -> Schema:
    """The schema with the definitions that the schemas of the kinds refer to."""
    definitions: dict[str, Schema] = {
        "text": _text_schema(playbook.languages, _PLAIN_TEXT),
        "texts": _text_schema(
            playbook.languages, {"type": "array", "minItems": 1, "items": _PLAIN_TEXT}
        ),
        "value": _with_suggestions(sorted(playbook.settings.values), VALUE_NAME_PATTERN),
    }
    ids = ids_by_kind(playbook)
    for kinds in sorted(_reference_kinds(playbook)):
        targets = [id for kind in kinds or playbook.kinds for id in ids.get(kind, ())]
        definitions["-or-".join(kinds) or "entries"] = _with_suggestions(sorted(targets), SLUG)
    empty = {f"{name}-or-empty": _nullable(schema) for name, schema in definitions.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {**definitions, **empty},
    }


def ids_by_kind(playbook: Playbook) -> Mapping[str, list[str]]:
    """The ids of entries that are not retired, by kind."""
    ids: dict[str, list[str]] = {}
    for entry in playbook.entries.values():
        if entry.status != "retired":
            ids.setdefault(entry.kind, []).append(entry.id)
    return ids


def _reference_kinds(playbook: Playbook) -> set[tuple[str, ...]]:
    """The combinations of kinds that a reference field in a model may refer to."""
    return {
        marker.kinds
        for kind in playbook.kinds.values()
        for marker in markers(kind)
        if isinstance(marker, RefMarker)
    }


_PLAIN_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": WORDS}


def _text_schema(languages: list[str], value: Schema) -> Schema:
    """The schema of a text by language: it has every language, or only ``all``."""
    properties = dict.fromkeys((*languages, ALL), value)
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"required": [ALL]},
        "then": {"maxProperties": 1},
        "else": {"required": languages},
        "defaultSnippets": [{"label": "in every language", "body": dict.fromkeys(languages, "")}],
    }
    if len(languages) == 1:  # with a single language, a text needs no language key
        types = value["type"] if isinstance(value["type"], list) else [value["type"]]
        schema |= {"type": ["object", *types]}
        del schema["if"], schema["then"], schema["else"]
    return schema


def _with_suggestions(names: Iterable[str], pattern: str) -> Schema:
    snippets = [{"label": name, "body": name} for name in names]
    return {"type": "string", "pattern": pattern, "defaultSnippets": snippets}


def _nullable(schema: Schema) -> Schema:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}
