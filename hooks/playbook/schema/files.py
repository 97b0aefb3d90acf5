"""Writes the schema files of a project, and the line in each data file that names its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..model.entry import Chapter, Entry, InheritedFields
from ..model.playbook import Origin, Playbook
from ..model.settings import Settings
from ..problems import Code, Location, Problem
from ..source.files import SETTINGS
from ..source.links import is_linked
from ..words.problem_texts import messages_of
from .examples import Schema
from .model_schema import NAMES, model_schema
from .names import names_schema
from .pattern_messages import with_pattern_messages

FOLDER = "schema"
"""The folder of the schemas, next to the data folder."""
OUTDATED_SCHEMA = Code("PB741", "notice", "path")
JSON_SCHEMA_DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}
_SCHEMA_LINE = re.compile(r"^# yaml-language-server: \$schema=\S+", re.MULTILINE)


def schemas(playbook: Playbook) -> Mapping[str, str]:
    """The text of every schema file by its name, with messages in the handbook's language."""
    schemas_by_name = {
        f"{kind}.json": _kind_schema(model) for kind, model in playbook.kinds.items()
    }
    schemas_by_name[f"{SETTINGS}.json"] = {
        **JSON_SCHEMA_DRAFT,
        "title": f"{SETTINGS}.yml",
        **model_schema(Settings),
    }
    schemas_by_name[NAMES] = names_schema(playbook)
    sentences = messages_of(playbook.language_data[playbook.languages[0]])
    return {
        name: _as_json(with_pattern_messages(schema, sentences))
        for name, schema in sorted(schemas_by_name.items())
    }


def _kind_schema(model: type[Entry]) -> Schema:
    """The schema of a file of one kind."""
    properties: Schema = {
        "defaults": {
            **model_schema(InheritedFields),
            "description": "What the entries have in common.",
        },
        "entries": {
            "type": "array",
            "description": f"{model.__doc__}\n\nEach begins with `- id:`.",
            "items": model_schema(model),
        },
    }
    required = ["entries"]
    if model.spec.layout == "chapter":
        properties = {
            "chapter": {**model_schema(Chapter), "description": Chapter.__doc__}
        } | properties
        required = ["chapter", "entries"]
    return {
        **JSON_SCHEMA_DRAFT, "title": model.kind, "type": "object", "properties": properties,
        "required": required, "additionalProperties": False,
    }  # fmt: skip


def _as_json(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def outdated_schemas(project: Path, playbook: Playbook) -> list[str]:
    """The names of missing or outdated schema files."""
    texts = schemas(playbook)
    return [name for name, text in texts.items() if _read(project, f"{FOLDER}/{name}") != text]


def check(project: Path, playbook: Playbook) -> Iterator[Problem]:
    """A notice for each outdated schema; none if the project has no schema folder."""
    if (project / FOLDER).is_dir() and playbook.is_whole:
        for name in outdated_schemas(project, playbook):
            path = f"{FOLDER}/{name}"
            yield OUTDATED_SCHEMA.at(Location(path), path=path)


def outdated_files(project: Path, playbook: Playbook) -> Mapping[str, str]:
    """The new texts of outdated schema and data files, by path."""
    texts = {f"{FOLDER}/{name}": text for name, text in schemas(playbook).items()}
    for tree in {origin.tree.path: origin.tree for origin in _origins(playbook)}.values():
        text = (project / tree.path).read_bytes().decode("utf-8")
        texts[tree.path] = with_schema_line(text, tree.path)
    texts[playbook.settings_tree.path] = with_schema_line(
        (project / playbook.settings_tree.path).read_bytes().decode("utf-8"),
        playbook.settings_tree.path,
    )
    return {path: text for path, text in texts.items() if _read(project, path) != text}


def _origins(playbook: Playbook) -> list[Origin]:
    return [*playbook.origins.values(), *playbook.chapter_origins.values()]


def with_schema_line(text: str, path: str) -> str:
    """The text of a data file with its schema line."""
    parts = PurePosixPath(path).with_suffix("").parts
    line = f"# yaml-language-server: $schema={'../' * (len(parts) - 1)}{FOLDER}/{parts[1]}.json"
    if _SCHEMA_LINE.search(text):
        return _SCHEMA_LINE.sub(lambda _: line, text, count=1)
    first_end = re.search("\r\n|\r|\n", text)
    end = first_end[0] if first_end else "\n"
    return f"{line}{end}{text}"


def _read(project: Path, path: str) -> str | None:
    file = project / path
    if is_linked(file, project) or not file.is_file():
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
