"""The schema of a handbook's own names: languages, entry ids, values.

Ids are suggestions for completion; new ids are not marked as errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..kinds import KINDS
from ..model.fields import markers
from ..model.playbook import Playbook
from ..model.types import ALL, SLUG, RefMarker
from .examples import Schema

NAME = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"


def names_schema(playbook: Playbook) -> Schema:
    """The definitions that the schemas of the kinds refer to."""
    definitions: dict[str, Schema] = {
        "text": _text(playbook.languages, _WORDS),
        "texts": _text(playbook.languages, {"type": "array", "minItems": 1, "items": _WORDS}),
        "value": _suggested(sorted(playbook.settings.values), NAME),
    }
    ids = ids_by_kind(playbook)
    for kinds in sorted(_referred()):
        found = [id for kind in kinds or KINDS for id in ids.get(kind, ())]
        definitions["-or-".join(kinds) or "entries"] = _suggested(sorted(found), SLUG)
    empty = {f"{name}-or-empty": _or_empty(schema) for name, schema in definitions.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {**definitions, **empty},
    }


def ids_by_kind(playbook: Playbook) -> Mapping[str, list[str]]:
    """The ids that may be referred to, by kind."""
    found: dict[str, list[str]] = {}
    for entry in playbook.entries.values():
        if entry.status != "retired":
            found.setdefault(entry.kind, []).append(entry.id)
    return found


def _referred() -> set[tuple[str, ...]]:
    """The kinds that references lead to, as the models have them together."""
    return {
        marker.kinds
        for kind in KINDS.values()
        for marker in markers(kind)
        if isinstance(marker, RefMarker)
    }


_WORDS: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _text(languages: list[str], words: Schema) -> Schema:
    """A text by language: every language, or ``all`` alone."""
    properties = dict.fromkeys((*languages, ALL), words)
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"required": [ALL]},
        "then": {"maxProperties": 1},
        "else": {"required": languages},
        "defaultSnippets": [{"label": "in every language", "body": dict.fromkeys(languages, "")}],
    }
    if len(languages) == 1:  # where there is one language, its words may stand by themselves
        kinds = words["type"] if isinstance(words["type"], list) else [words["type"]]
        schema |= {"type": ["object", *kinds]}
        del schema["if"], schema["then"], schema["else"]
    return schema


def _suggested(words: Iterable[str], pattern: str) -> Schema:
    snippets = [{"label": word, "body": word} for word in words]
    return {"type": "string", "pattern": pattern, "defaultSnippets": snippets}


def _or_empty(schema: Schema) -> Schema:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}
