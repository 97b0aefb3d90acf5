"""Reads a suggestion: its parts, without regard to the handbook that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.suggestion_limits import (
    MAX_DEPTH,
    MAX_ID,
    MAX_REASON,
    MAX_SENDER,
    MAX_VALUES,
    MAX_VERSION,
)
from ..model.types import SLUG
from ..problems import Phrase, Problem
from ..source.tree import DataPath, Tree
from . import codes
from .codes import RefusedError
from .extract import suggestion_tree
from .texts import check_line

_PARTS = (
    "suggestion", "entry", "version", "language", "sender", "reason", "fields", "before",
)  # fmt: skip
_OPTIONAL = ("sender",)
_LANGUAGE = r"[a-z]{2,3}"
_VERSION = r"[0-9A-Za-z.+-]+"


@dataclass(frozen=True)
class Suggestion:
    """A suggestion: which fields of an entry should have which values, and why.

    ``fields`` and ``before`` are plain data: mappings, lists and texts. ``sender`` is empty if
    the sender gave no name.
    """

    entry: str
    version: str
    language: str
    sender: str
    reason: str
    fields: Mapping[str, Any]
    before: Mapping[str, Any]
    tree: Tree = field(repr=False)


def read_suggestion(raw: bytes, name: str) -> Suggestion:
    """Read the suggestion in a text; ``name`` is its path in problems. Raises RefusedError."""
    tree = suggestion_tree(raw, name)
    if not isinstance(tree, Tree):
        raise RefusedError(*tree)
    if problems := list(_problems(tree)):
        raise RefusedError(*problems)
    data = tree.data
    return Suggestion(
        data["entry"], data["version"], data["language"],
        " ".join(data.get("sender", "").split()), data["reason"].strip(), data["fields"],
        data["before"], tree,
    )  # fmt: skip


def _problems(tree: Tree) -> Iterator[Problem]:
    for key in tree.data:
        if key not in _PARTS:
            yield codes.NOT_ALLOWED.at(tree.location((key,), of_key=True), key=key)
    for key in _PARTS:
        if key in tree.data:
            yield from _part_problems(tree, key, tree.data[key])
        elif key not in _OPTIONAL:
            yield codes.MISSING.at(tree.location(()), key=key)


def _part_problems(tree: Tree, key: str, value: Any) -> Iterator[Problem]:
    location = tree.location((key,))
    if key in ("fields", "before"):
        if not isinstance(value, Mapping) or (key == "fields" and not value):
            expected = Phrase("suggestion.mapping")
            yield codes.WRONG_VALUE.at(location, key=key, expected=expected)
        else:
            yield from _size_problems(tree, key, value)
        return
    expected, pattern, limit = _TEXTS[key]
    if not isinstance(value, str) or not re.fullmatch(pattern, value.strip()):
        yield codes.WRONG_VALUE.at(location, key=key, expected=expected)
    else:
        yield from check_line(value.strip(), key, location, limit)


_TEXTS = {
    "suggestion": (Phrase("suggestion.text"), "1", 1),
    "entry": (Phrase("suggestion.id"), SLUG, MAX_ID),
    "version": (Phrase("suggestion.version"), _VERSION, MAX_VERSION),
    "language": (Phrase("suggestion.text"), _LANGUAGE, 3),
    "sender": (Phrase("suggestion.name"), r"[^@\n]+", MAX_SENDER),
    "reason": (Phrase("suggestion.text"), r"(?s).+", MAX_REASON),
}
"""What each part that is a text must be, its pattern, and its longest length in characters."""


def _size_problems(tree: Tree, key: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of too many values, or too deep nesting, which no later step could handle."""
    paths = [path for path in tree.ranges if path[:1] == (key,)]
    deepest = max(paths, key=len)
    if len([step for step in deepest[1:] if isinstance(step, str)]) > MAX_DEPTH:
        limit = Phrase("suggestion.levels", count=MAX_DEPTH)
        yield codes.TOO_LONG.at(tree.location(deepest), key=key, limit=limit)
    elif sum(1 for _ in leaves(data)) > MAX_VALUES:
        limit = Phrase("suggestion.values", count=MAX_VALUES)
        yield codes.TOO_LONG.at(tree.location((key,)), key=key, limit=limit)


def leaves(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """The paths of the values in nested mappings, with the values: texts, lists or None."""
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, data
