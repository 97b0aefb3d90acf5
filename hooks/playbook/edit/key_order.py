"""Sorts the keys of entries into the order that the model defines, moving whole blocks of lines.

An entry is sorted if its id comes first and the fields of its kind are in the order of the model;
the positions of header fields do not matter. In an entry that is not sorted, all keys are sorted:
the leading fields, the fields of its kind, and the rest of the header.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.entry import Entry
from ..source.tree import Tree, read_tree

LEADING_FIELDS = ("id", "status", "title", "summary", "owner")
"""The header fields that come first in a sorted entry."""
_KEEPS_BLANK_LINES = re.compile(r"(?:^|[\s:-])[|>]\d?\+")
"""The start of a block scalar that keeps trailing blank lines and cannot be moved."""


@dataclass
class _Block:
    """The lines of a key and its value, and the blank lines and comments above the key."""

    key: str
    blank: list[str]
    comments: list[str]
    lines: list[str]


def own_fields(model: type[Entry]) -> list[str]:
    """The keys of a kind's fields without the header, in the order of the model."""
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if name not in Entry.model_fields]


def canonical_order(model: type[Entry]) -> list[str]:
    """Every key of a kind, in the order of a sorted entry."""
    rest = [name for name in Entry.model_fields if name not in LEADING_FIELDS]
    return [*LEADING_FIELDS, *own_fields(model), *rest]


def with_keys_in_order(path: str, text: str, model: type[Entry]) -> str:
    """The text with sorted keys in each entry. Comments and blank lines move with the keys."""
    tree, problems = read_tree(path, text)
    entries = tree.data.get("entries") if tree else None
    if tree is None or problems or not isinstance(entries, list):
        return text
    lines, last_lines = text.split("\n"), _last_lines(tree)
    for index in reversed(range(len(entries))):
        if isinstance(entries[index], dict):
            keys = list(entries[index])
            sorted_keys = _sorted_keys(keys, model)
            if sorted_keys != keys:
                lines = _with_sorted_entry(lines, tree, index, keys, sorted_keys, last_lines[index])
    new = "\n".join(lines)
    new_tree, _ = read_tree(path, new)
    return new if new_tree is not None and new_tree.data == tree.data else text


def _sorted_keys(keys: list[str], model: type[Entry]) -> list[str]:
    """The sorted keys; the same list if the entry is sorted."""
    kind_keys = own_fields(model)
    present_kind_keys = [key for key in keys if key in kind_keys]
    is_id_first = "id" not in keys or keys[0] == "id"
    if is_id_first and present_kind_keys == sorted(present_kind_keys, key=kind_keys.index):
        return keys
    position_by_key = {key: index for index, key in enumerate(canonical_order(model))}
    return sorted(keys, key=lambda key: position_by_key.get(key, len(position_by_key)))


def _last_lines(tree: Tree) -> Mapping[int, int]:
    """The number of the last line of each entry, by the index of the entry."""
    last_lines: dict[int, int] = {}
    for path, (first_line, *_, last_line) in tree.ranges.items():
        if len(path) > 1 and path[0] == "entries" and isinstance(path[1], int):
            last_lines[path[1]] = max(last_lines.get(path[1], 0), first_line, last_line)
    return last_lines


def _with_sorted_entry(
    lines: list[str],
    tree: Tree,
    index: int,
    keys: list[str],
    sorted_keys: list[str],
    last_line: int,
) -> list[str]:
    """The lines with the keys of one entry sorted, or unchanged if its layout is ambiguous."""
    locations = [tree.location(("entries", index, key), of_key=True) for key in keys]
    column, line_numbers = locations[0].column, [location.line for location in locations]
    has_own_lines = len(set(line_numbers)) == len(line_numbers) and all(
        location.column == column for location in locations
    )
    first_line, end = line_numbers[0], _last_entry_line(lines, last_line, line_numbers[-1], column)
    prefix = lines[first_line - 1][: column - 1]
    if not has_own_lines or prefix.strip() != "-" or _cannot_move(lines[first_line - 1 : end]):
        return lines  # in YAML flow style, or with an ambiguous layout
    lines = [*lines]
    lines[first_line - 1] = " " * (column - 1) + lines[first_line - 1][column - 1 :]
    blocks = {block.key: block for block in _blocks(lines, keys, line_numbers, end)}
    ordered = [blocks[key] for key in sorted_keys]
    if ordered[0] is not blocks[keys[0]]:  # no blank line between the dash and the first key
        blocks[keys[0]].blank, ordered[0].blank = ordered[0].blank, []
    above, ordered[0].comments = ordered[0].comments, []  # comments go above the dash
    dash = " " * prefix.index("-")
    moved = [(dash + comment.strip()).rstrip() for comment in above]
    moved += [line for block in ordered for line in (*block.blank, *block.comments, *block.lines)]
    dash_line = len(above)
    moved[dash_line] = prefix + moved[dash_line][column - 1 :]
    return [*lines[: first_line - 1], *moved, *lines[end:]]


def _cannot_move(lines: Sequence[str]) -> bool:
    return any(_KEEPS_BLANK_LINES.search(line) for line in lines)


def _last_entry_line(lines: list[str], last_line: int, last_key_line: int, column: int) -> int:
    """The line number of the end of an entry, before blank lines and comments of the next one."""
    end = min(last_line, len(lines))
    while end > last_key_line and _is_outside_entry(lines[end - 1], column):
        end -= 1
    return end


def _is_outside_entry(line: str, column: int) -> bool:
    depth = len(line) - len(line.lstrip())
    return not line.strip() or depth < column - 1


def _blocks(lines: list[str], keys: list[str], line_numbers: list[int], end: int) -> list[_Block]:
    """The blocks of an entry. A block starts with the blank lines and comments above its key."""
    starts = [line_numbers[0] - 1]
    starts += [
        _block_start(lines, line, before) for before, line in itertools.pairwise(line_numbers)
    ]
    blocks = []
    for key, start, line, block_end in zip(
        keys, starts, line_numbers, [*starts[1:], end], strict=True
    ):
        above = lines[start : line - 1]
        comments = list(itertools.dropwhile(lambda line: not line.strip(), above))
        blank = above[: len(above) - len(comments)]
        blocks.append(_Block(key, blank, comments, lines[line - 1 : block_end]))
    return blocks


def _block_start(lines: list[str], key_line: int, lower_limit: int) -> int:
    """The index of the first comment or blank line above a key, or of the line of the key."""
    indent = len(lines[key_line - 1]) - len(lines[key_line - 1].lstrip())
    above = key_line - 1
    while above > lower_limit:
        line = lines[above - 1]
        depth = len(line) - len(line.lstrip())
        if line.strip() and (not line.lstrip().startswith("#") or depth > indent):
            break
        above -= 1
    return above
