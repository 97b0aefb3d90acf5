"""Fixes for values and keys at a location in a file: the edits that `playbook fix` applies."""

from __future__ import annotations

import difflib
import re

from ..problems import Edit, Fix, Location
from .tree import DataPath, Tree

MIN_SIMILARITY = 0.75
"""The minimum similarity of a known key; a less similar key is suggested, but is not a fix."""
_CURLY_QUOTED_VALUE = re.compile(r"[“”„‟‘’‚]([^“”„‟‘’‚\"\\]*)[“”„‟‘’‚](?=\s*(?:[,}\]]|$|#))")


def replacement_fix(tree: Tree, location: Location, old: str, new: str) -> Fix | None:
    """Replace text at a location, also in quotes. None if the location has different text."""
    line = tree.lines[location.line - 1]
    for quote in ("", "'", '"'):
        if line.startswith(quoted := f"{quote}{old}{quote}", location.column - 1):
            return _fix(location, len(quoted), f"{quote}{new}{quote}")
    return None


def key_rename_fix(tree: Tree, path: DataPath, key: str | None) -> Fix | None:
    """Rename the key at a path if it is clearly a misspelling of ``key``, and ``key`` is absent."""
    old = str(path[-1])
    if key is None or (*path[:-1], key) in tree.ranges:
        return None
    if difflib.SequenceMatcher(None, old, key).ratio() < MIN_SIMILARITY:
        return None
    return replacement_fix(tree, tree.location(path, of_key=True), old, key)


def straight_quotes_fix(tree: Tree, location: Location) -> Fix | None:
    """Replace curly quotes around a value: YAML reads them as part of the value."""
    match = _CURLY_QUOTED_VALUE.match(tree.lines[location.line - 1], location.column - 1)
    return _fix(location, len(match[0]), f'"{match[1]}"') if match else None


def _fix(location: Location, length: int, text: str) -> Fix:
    return Fix((Edit(location, location.line, location.column + length, text),))
