"""Completes lists that named every choice of an older format, and so meant all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..problems import Edit, Location
from ..source.tree import DataPath, Tree


@dataclass(frozen=True)
class AddedChoices:
    """The choices that a format adds to the lists under a key, at any depth.

    A list with all ``former`` choices gets the ``added`` ones; any other list stays.
    """

    key: str
    former: tuple[str, ...]
    added: tuple[str, ...]


def with_added_choices(value: Any, choices: AddedChoices) -> Any:
    """Plain data with the lists completed; the same object if there is nothing to complete."""
    for path in _complete_lists(value, choices, ()):
        value = _extended(value, path, choices.added)
    return value


def _complete_lists(value: Any, choices: AddedChoices, path: DataPath) -> Iterator[DataPath]:
    """The path of each list that has all former choices, and no other."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if key == choices.key and isinstance(inner, list):
            if sorted(map(str, inner)) == sorted(choices.former):
                yield (*path, key)
        elif isinstance(inner, dict | list):
            yield from _complete_lists(inner, choices, (*path, key))


def _extended(value: Any, path: DataPath, items: tuple[str, ...]) -> Any:
    """A copy of plain data with more items in the list at a path."""
    if not path:
        return [*value, *items]
    if isinstance(value, list):
        index = int(path[0])
        return [*value[:index], _extended(value[index], path[1:], items), *value[index + 1 :]]
    return {**value, path[0]: _extended(value[path[0]], path[1:], items)}


def added_choice_edits(tree: Tree, choices: AddedChoices) -> Iterator[Edit]:
    """The edits that complete the lists of a file, after their last items."""
    for path in _complete_lists(tree.data, choices, ()):
        last = tree.location((*path, len(choices.former) - 1))
        line = tree.lines[last.line - 1]
        item = re.compile(r"(['\"]?)[a-z_]+\1").match(line, last.column - 1)
        if item is None:  # an item that begins below its hyphen
            continue
        start = tree.location(path)
        is_flow = tree.lines[start.line - 1].startswith("[", start.column - 1)
        if is_flow:
            yield _insertion(last, item.end() + 1, "".join(f", {name}" for name in choices.added))
        else:
            end = len(line.rstrip("\r")) + 1  # after a comment
            newline = "\r\n" if line.endswith("\r") else "\n"
            prefix = line[: last.column - 1]
            yield _insertion(
                last, end, "".join(f"{newline}{prefix}{name}" for name in choices.added)
            )


def _insertion(last_item: Location, column: int, text: str) -> Edit:
    """The edit that inserts a text at a column of the line of an item."""
    start = Location(last_item.path, last_item.line, column)
    return Edit(start, last_item.line, column, text)
