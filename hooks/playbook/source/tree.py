"""A file as plain values with their locations.

The values are those of YAML's failsafe schema: mappings, lists and strings. ``no``, ``1.10`` and
``12:30`` stay strings; an empty value is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Location, Phrase, Problem
from . import codes
from .builder import DataPath, SourceRange, build

__all__ = ["DataPath", "Tree", "read_tree"]

KEPT_PER_PATH = 2
"""The texts of a path whose trees are kept: a comparison reads two states."""
MAX_KEPT_PATHS = 2_000


@dataclass(frozen=True)
class Tree:
    """The content of a file: its plain values in ``data``, and the source range of each path."""

    path: str
    data: Mapping[str, Any]
    ranges: Mapping[DataPath, SourceRange] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    def location(self, path: DataPath, *, of_key: bool = False) -> Location:
        """The location of a value, or of its nearest ancestor in the file."""
        while path and path not in self.ranges:
            path = path[:-1]
        line, column, key_line, key_column, _ = self.ranges[path]
        if of_key:
            return Location(self.path, key_line, key_column)
        return Location(self.path, line, column)

    def find(self, path: DataPath, excerpt: str) -> Location:
        """The location of an excerpt in a text, or of the whole text if it has no such excerpt."""
        start = self.location(path)
        *_, last_line = self.ranges.get(path, (start.line,))
        for number in range(start.line, min(last_line, len(self.lines)) + 1):
            first_index = start.column - 1 if number == start.line else 0
            column = self.lines[number - 1].find(excerpt, first_index)
            if excerpt and column >= 0:
                return Location(self.path, number, column + 1)
        return start


def read_tree(path: str, text: str) -> tuple[Tree | None, list[Problem]]:
    """Read the text of one YAML file.

    Returns the tree, or None if the file cannot be used at all, and the YAML problems. The last
    trees of each path are kept, because a preview and a comparison read most files again
    unchanged; so nothing may change the values in a tree.
    """
    kept = _kept.get(path, ())
    for kept_text, tree, problems in kept:
        if kept_text == text:
            return tree, [*problems]
    tree, problems = _read_tree(path, text)
    others = _kept.pop(path, ())[: KEPT_PER_PATH - 1]
    _kept[path] = ((text, tree, problems), *others)  # at the end, as the first path goes first
    if len(_kept) > MAX_KEPT_PATHS:
        del _kept[next(iter(_kept))]
    return tree, [*problems]


def _read_tree(path: str, text: str) -> tuple[Tree | None, list[Problem]]:
    data, ranges, problems = build(path, text)
    if isinstance(data, dict):
        return Tree(path, data, ranges, tuple(text.split("\n"))), problems
    if problems:
        return None, problems
    if data is None:
        return None, [codes.EMPTY_FILE.at(Location(path))]
    found = Phrase("type.list" if isinstance(data, list) else "type.text")
    return None, [codes.NOT_A_MAPPING.at(Location(path), found=found)]


_kept: dict[str, tuple[tuple[str, Tree | None, list[Problem]], ...]] = {}
"""For each path, the last texts with what was read from them."""
