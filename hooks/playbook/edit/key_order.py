"""Sorts the keys of entries in the order of their model, moving whole blocks.

An entry begins with its id, and the fields of its kind follow each other as in the model. Header
fields may come before or after them, so their position does not matter. An entry that is out of
order is sorted completely: id, title fields, the kind's fields, the rest of the header.
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
"""A block scalar that keeps trailing blank lines and cannot be moved."""


@dataclass
class _Block:
    """The lines of one key: preceding blank lines and comments, and the key with its value."""

    key: str
    blank: list[str]
    comments: list[str]
    rows: list[str]


def own_fields(model: type[Entry]) -> list[str]:
    """The keys of a kind's own fields, in the order of its model."""
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if name not in Entry.model_fields]


def canonical_order(model: type[Entry]) -> list[str]:
    """Every key of a kind's entries, in the order in which a sorted entry has them."""
    rest = [name for name in Entry.model_fields if name not in HEAD]
    return [*HEAD, *own_fields(model), *rest]


def with_keys_in_order(path: str, text: str, model: type[Entry]) -> str:
    """The text with the keys of each entry in order; comments, blanks and quotes go with them."""
    tree, problems = read_tree(path, text)
    entries = tree.data.get("entries") if tree else None
    if tree is None or problems or not isinstance(entries, list):
        return text
    rows, last = text.split("\n"), _last_lines(tree)
    for index in reversed(range(len(entries))):
        if isinstance(entries[index], dict):
            keys = list(entries[index])
            wanted = _wanted(keys, model)
            if wanted != keys:
                rows = _with_entry(rows, tree, index, keys, wanted, last[index])
    new = "\n".join(rows)
    again, _ = read_tree(path, new)
    return new if again is not None and again.data == tree.data else text


def _wanted(keys: list[str], model: type[Entry]) -> list[str]:
    """The sorted keys, or the keys unchanged if they are in order."""
    own = own_fields(model)
    own_keys = [key for key in keys if key in own]
    if own_keys == sorted(own_keys, key=own.index) and ("id" not in keys or keys[0] == "id"):
        return keys
    rank = {key: number for number, key in enumerate(canonical_order(model))}
    return sorted(keys, key=lambda key: rank.get(key, len(rank)))


def _last_lines(tree: Tree) -> Mapping[int, int]:
    """The number of the last line on which anything of each entry stands."""
    last: dict[int, int] = {}
    for path, source_range in tree.ranges.items():
        if len(path) > 1 and path[0] == "entries" and isinstance(path[1], int):
            last[path[1]] = max(last.get(path[1], 0), source_range[0], source_range[4])
    return last


def _with_entry(
    rows: list[str], tree: Tree, index: int, keys: list[str], wanted: list[str], last: int
) -> list[str]:
    locations = [tree.location(("entries", index, key), of_key=True) for key in keys]
    column, lines = locations[0].column, [location.line for location in locations]
    on_lines = len(set(lines)) == len(lines) and all(
        location.column == column for location in locations
    )
    first, end = lines[0], _end(rows, last, lines[-1], column)
    lead = rows[first - 1][: column - 1]
    if not on_lines or lead.strip() != "-" or _cannot_move(rows[first - 1 : end]):
        return rows  # in braces, or with an ambiguous layout
    rows = [*rows]
    rows[first - 1] = " " * (column - 1) + rows[first - 1][column - 1 :]
    blocks = {block.key: block for block in _blocks(rows, keys, lines, end)}
    ordered = [blocks[key] for key in wanted]
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
    """The number of an entry's last line: without blank lines, and the comments of the next."""
    end = min(last, len(rows))
    while end > last_key and _is_loose(rows[end - 1], column):
        end -= 1
    return end


def _is_loose(row: str, column: int) -> bool:
    depth = len(row) - len(row.lstrip())
    return not row.strip() or depth < column - 1


def _blocks(rows: list[str], keys: list[str], lines: list[int], end: int) -> list[_Block]:
    """The blocks of an entry, cut where the blank lines and comments above each key begin."""
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
    """How many rows come before the comments and blank lines above the key on a line."""
    indent = len(rows[line - 1]) - len(rows[line - 1].lstrip())
    above = line - 1
    while above > floor:
        row = rows[above - 1]
        depth = len(row) - len(row.lstrip())
        if row.strip() and (not row.lstrip().startswith("#") or depth > indent):
            break
        above -= 1
    return above
