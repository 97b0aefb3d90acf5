"""Sorts the keys of entries in the order of their model, moving whole blocks.

An entry is in order if its id comes first and the fields of its kind have the order of the model.
The position of header fields does not matter. An entry that is not in order is sorted completely:
id, title fields, the fields of its kind, the rest of the header.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.entry import Entry
from ..source.tree import Tree, read_tree

HEAD = ("id", "status", "title", "summary", "owner")
"""The header fields that come first in a sorted entry."""
_KEEPS_BLANKS = re.compile(r"(?:^|[\s:-])[|>]\d?\+")
"""The start of a block scalar that keeps trailing blank lines and cannot be moved."""


@dataclass
class _Block:
    """The lines of one key with its value, and the blank lines and comments before it."""

    key: str
    blank: list[str]
    comments: list[str]
    rows: list[str]


def own_fields(model: type[Entry]) -> list[str]:
    """The keys of a kind's fields without the header, in the order of the model."""
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if name not in Entry.model_fields]


def canonical_order(model: type[Entry]) -> list[str]:
    """Every key of a kind, in the order of a sorted entry."""
    rest = [name for name in Entry.model_fields if name not in HEAD]
    return [*HEAD, *own_fields(model), *rest]


def with_keys_in_order(path: str, text: str, model: type[Entry]) -> str:
    """The text with sorted keys in each entry. Comments and blank lines move with the keys."""
    tree, problems = read_tree(path, text)
    entries = tree.data.get("entries") if tree else None
    if tree is None or problems or not isinstance(entries, list):
        return text
    rows, last = text.split("\n"), _last_lines(tree)
    for index in reversed(range(len(entries))):
        if isinstance(entries[index], dict):
            keys = list(entries[index])
            in_order = _sorted_keys(keys, model)
            if in_order != keys:
                rows = _with_sorted_entry(rows, tree, index, keys, in_order, last[index])
    new = "\n".join(rows)
    new_tree, _ = read_tree(path, new)
    return new if new_tree is not None and new_tree.data == tree.data else text


def _sorted_keys(keys: list[str], model: type[Entry]) -> list[str]:
    """The sorted keys, or the same keys if they are in order."""
    own = own_fields(model)
    own_keys = [key for key in keys if key in own]
    if own_keys == sorted(own_keys, key=own.index) and ("id" not in keys or keys[0] == "id"):
        return keys
    rank = {key: number for number, key in enumerate(canonical_order(model))}
    return sorted(keys, key=lambda key: rank.get(key, len(rank)))


def _last_lines(tree: Tree) -> Mapping[int, int]:
    """The number of the last line of each entry, by the index of the entry."""
    last: dict[int, int] = {}
    for path, source_range in tree.ranges.items():
        if len(path) > 1 and path[0] == "entries" and isinstance(path[1], int):
            last[path[1]] = max(last.get(path[1], 0), source_range[0], source_range[4])
    return last


def _with_sorted_entry(
    rows: list[str], tree: Tree, index: int, keys: list[str], in_order: list[str], last: int
) -> list[str]:
    """The rows with the keys of one entry sorted, or unchanged if its layout is ambiguous."""
    locations = [tree.location(("entries", index, key), of_key=True) for key in keys]
    column, lines = locations[0].column, [location.line for location in locations]
    has_own_lines = len(set(lines)) == len(lines) and all(
        location.column == column for location in locations
    )
    first, end = lines[0], _end(rows, last, lines[-1], column)
    lead = rows[first - 1][: column - 1]
    if not has_own_lines or lead.strip() != "-" or _cannot_move(rows[first - 1 : end]):
        return rows  # in braces, or not clearly laid out
    rows = [*rows]
    rows[first - 1] = " " * (column - 1) + rows[first - 1][column - 1 :]
    blocks = {block.key: block for block in _blocks(rows, keys, lines, end)}
    ordered = [blocks[key] for key in in_order]
    if ordered[0] is not blocks[keys[0]]:
        blocks[keys[0]].blank, ordered[0].blank = ordered[0].blank, []
    above, ordered[0].comments = ordered[0].comments, []
    dash = " " * lead.index("-")
    moved = [(dash + comment.strip()).rstrip() for comment in above]
    moved += [row for block in ordered for row in (*block.blank, *block.comments, *block.rows)]
    at = len(above)
    moved[at] = lead + moved[at][column - 1 :]
    return [*rows[: first - 1], *moved, *rows[end:]]


def _cannot_move(rows: Sequence[str]) -> bool:
    return any(_KEEPS_BLANKS.search(row) for row in rows)


def _end(rows: list[str], last: int, last_key: int, column: int) -> int:
    """The number of an entry's last line, without blank lines and comments of the next entry."""
    end = min(last, len(rows))
    while end > last_key and _is_not_in_entry(rows[end - 1], column):
        end -= 1
    return end


def _is_not_in_entry(row: str, column: int) -> bool:
    depth = len(row) - len(row.lstrip())
    return not row.strip() or depth < column - 1


def _blocks(rows: list[str], keys: list[str], lines: list[int], end: int) -> list[_Block]:
    """The blocks of an entry. A block starts with the blank lines and comments above its key."""
    begins = [lines[0] - 1]
    begins += [_above(rows, line, before) for before, line in itertools.pairwise(lines)]
    blocks = []
    for key, begin, line, stop in zip(keys, begins, lines, [*begins[1:], end], strict=True):
        above = rows[begin : line - 1]
        comments = list(itertools.dropwhile(lambda row: not row.strip(), above))
        blank = above[: len(above) - len(comments)]
        blocks.append(_Block(key, blank, comments, rows[line - 1 : stop]))
    return blocks


def _above(rows: list[str], line: int, floor: int) -> int:
    """The number of rows before the comments and blank lines above the key on a line."""
    indent = len(rows[line - 1]) - len(rows[line - 1].lstrip())
    above = line - 1
    while above > floor:
        row = rows[above - 1]
        depth = len(row) - len(row.lstrip())
        if row.strip() and (not row.lstrip().startswith("#") or depth > indent):
            break
        above -= 1
    return above
