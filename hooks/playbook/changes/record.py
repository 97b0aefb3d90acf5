"""The change entry of a release: what readers are told of it, kept in ``changes/VERSION.yml``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from ..model.types import Part, Text
from ..source.files import read_text
from ..source.links import is_linked
from ..source.tree import read_tree
from .change import BINDING, Change, Sort
from .states import CHANGES, NEXT, NoStateError

Class = Literal["major", "minor", "patch"]
"""Something binding changed; something was explained or extended; corrections."""

EXPLAINING = frozenset({"glossary", "reading", "themes", "keys", "templates", "strategy", "legal"})
"""Kinds that explain and help: a new entry of theirs binds nobody."""
EXTENDED = 12
"""Letters by which a text may change and still be called corrected rather than extended."""


class Noted(Part):
    """One change as readers are told of it. No roles means everyone."""

    id: str = Field(description="The entry, or the name of the value.")
    kind: str = Field(description="The kind of the entry.")
    sort: Sort = Field(description="What became of it.")
    title: dict[str, str] = Field(description="Its title, by language.")
    roles: list[str] = Field([], description="The roles that it concerns.")


class Record(Part):
    """The change entry of one release."""

    version: str = Field(description="The release.")
    since: str | None = Field(None, description="The release before it.")
    sort: Class = Field(alias="class", description="The class of the release.")
    note: Text | None = Field(None, description="A sentence of the editor's.")
    changes: list[Noted] = Field([], description="The changes, the heaviest first.")


def class_of(changes: Iterable[Change]) -> Class:
    """The class of a release, by the heaviest of its changes."""
    classes = {_class(change) for change in changes}
    order: tuple[Class, ...] = ("major", "minor")
    return next((name for name in order if name in classes), "patch")


def _class(change: Change) -> Class:
    if change.sort in BINDING:
        return "minor" if change.kind in EXPLAINING else "major"
    if change.sort == "editorial" and any(
        abs(len(one.new) - len(one.old)) > EXTENDED for one in change.differences
    ):
        return "minor"
    return "patch"


def noted(change: Change) -> Noted:
    """A change as the entry keeps it."""
    return Noted(
        id=change.id,
        kind=change.kind,
        sort=change.sort,
        title=dict(change.title),
        roles=list(change.concerns.roles),
    )


def as_yaml(record: Record) -> str:
    """The entry as its file; each change on a line of its own."""
    lines = [
        "# Written by playbook release. What readers are told of this version.",
        f"version: {json.dumps(record.version)}",
        *([f"since: {json.dumps(record.since)}"] if record.since else []),
        f"class: {record.sort}",
        *([f"note: {_flow(dict(record.note))}"] if record.note else []),
    ]
    if record.changes:
        lines += ["changes:", *(f"  - {_flow(one.model_dump())}" for one in record.changes)]
    return "\n".join(lines) + "\n"


def _flow(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def read_record(project: Path, version: str, languages: list[str]) -> Record | None:
    """The change entry of a version, or None where it has none. Raises NoStateError."""
    name = f"{CHANGES}/{version}.yml"
    data = _read(project, name)
    if data is None:
        return None
    try:
        return Record.model_validate(data, context={"languages": tuple(languages)})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise NoStateError(f"{name} cannot be read: {place}: {first['msg']}") from error


def next_note(project: Path, languages: list[str]) -> dict[str, str] | None:
    """The sentence that an editor wrote for the next release. Raises NoStateError."""
    name = f"{CHANGES}/{NEXT}"
    note = (_read(project, name) or {}).get("note")
    if note is None:
        return None
    if not isinstance(note, dict) or set(note) != set(languages) or not all(note.values()):
        shape = ", ".join(f"{language}: …" for language in languages)
        raise NoStateError(f"{name} cannot be read: write the note as {{{shape}}}")
    return {str(language): str(words) for language, words in note.items()}


def _read(project: Path, name: str) -> dict[str, object] | None:
    path = project / name
    if is_linked(path, project) or not path.is_file():
        return None
    text, problems = read_text(path, name, path.parent)
    tree, faults = read_tree(name, text) if text is not None else (None, [])
    problems += faults
    if tree is None or problems:
        raise NoStateError(str(problems[0]))
    return dict(tree.data)
