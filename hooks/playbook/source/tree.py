"""A file as plain values, with the place of each.

The values are what YAML's failsafe schema gives: mappings, lists and strings, so that ``no``,
``1.10`` and ``12:30`` mean what was written; a value left empty is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Place, Problem
from . import codes
from .builder import Path, Spot, build

__all__ = ["Path", "Tree", "read_tree"]


@dataclass(frozen=True)
class Tree:
    """What a file holds: ``data`` as plain values, ``spots`` by the path that leads to each."""

    path: str
    data: Mapping[str, Any]
    spots: Mapping[Path, Spot] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """The place of a value, or of the nearest one around it that the file has."""
        while path and path not in self.spots:
            path = path[:-1]
        line, column, key_line, key_column, _ = self.spots[path]
        return Place(self.path, key_line, key_column) if of_key else Place(self.path, line, column)

    def find(self, path: Path, words: str) -> Place:
        """The place of some words within a text, or of the text where they are not found."""
        start = self.place(path)
        spot = self.spots.get(path)
        last = spot[4] if spot else start.line
        for number in range(start.line, min(last, len(self.lines)) + 1):
            begin = start.column - 1 if number == start.line else 0
            column = self.lines[number - 1].find(words, begin)
            if words and column >= 0:
                return Place(self.path, number, column + 1)
        return start


def read_tree(path: str, text: str) -> tuple[Tree | None, list[Problem]]:
    """Read the text of one YAML file.

    Returns the tree, or None where the file cannot be used at all, and every problem of form.
    """
    data, spots, problems = build(path, text)
    if isinstance(data, dict):
        return Tree(path, data, spots, tuple(text.split("\n"))), problems
    if problems:
        return None, problems
    if data is None:
        return None, [codes.EMPTY_FILE.at(Place(path))]
    found = "a list" if isinstance(data, list) else "a text"
    return None, [codes.NOT_A_MAPPING.at(Place(path), found=found)]
