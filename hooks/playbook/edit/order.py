"""The id leads an entry, so that people find it; the rest stays where it is."""

from __future__ import annotations

from ..source.tree import Tree, read_tree

FIRST = ("id",)
"""The keys that an entry begins with, in this order, so far as it has them."""

Block = tuple[str, list[str]]
"""A key and its lines, with the comments above it."""


def reordered(path: str, text: str) -> str:
    """The text with each entry's id first. Blocks move whole, with their comments."""
    tree, problems = read_tree(path, text)
    entries = tree.data.get("entries") if tree else None
    if tree is None or problems or not isinstance(entries, list):
        return text
    rows = text.split("\n")
    for index in reversed(range(len(entries))):
        if isinstance(entries[index], dict):
            rows = _with_entry(rows, tree, index, list(entries[index]))
    new = "\n".join(rows)
    again, _ = read_tree(path, new)
    return new if again is not None and again.data == tree.data else text


def _with_entry(rows: list[str], tree: Tree, index: int, keys: list[str]) -> list[str]:
    wanted = [key for key in FIRST if key in keys]
    if keys[: len(wanted)] == wanted:
        return rows
    places = [tree.place(("entries", index, key), of_key=True) for key in keys]
    column = places[0].column
    lines = [place.line for place in places]
    if any(place.column != column for place in places) or len(set(lines)) < len(lines):
        return rows  # in braces: on one line, where the order costs nobody a search
    begins = [lines[0], *(_with_comments(rows, line) for line in lines[1:])]
    end = _end(rows, tree, index, lines[-1])
    blocks = dict(zip(keys, _cut(rows, begins, end), strict=True))
    lead = rows[lines[0] - 1][: column - 1]
    blocks[keys[0]][0] = " " * (column - 1) + blocks[keys[0]][0][column - 1 :]
    ordered = [
        row for key in (*wanted, *(k for k in keys if k not in wanted)) for row in blocks[key]
    ]
    if ordered[0].lstrip().startswith("#"):
        return rows  # a comment above the first key: whose it is then, nobody can tell
    ordered[0] = lead + ordered[0][column - 1 :]
    return [*rows[: begins[0] - 1], *ordered, *rows[end:]]


def _with_comments(rows: list[str], line: int) -> int:
    """The number of the line on which a key's own comments begin."""
    while rows[line - 2].lstrip().startswith("#"):
        line -= 1
    return line


def _end(rows: list[str], tree: Tree, index: int, last: int) -> int:
    """The number of the last line of an entry, without blank lines and comments of the next."""
    end = max(
        [last, *(spot[4] for path, spot in tree.spots.items() if path[:2] == ("entries", index))]
    )
    while end > last and not rows[end - 1].strip():
        end -= 1
    return end


def _cut(rows: list[str], begins: list[int], end: int) -> list[list[str]]:
    stops = [*begins[1:], end + 1]
    return [rows[begin - 1 : stop - 1] for begin, stop in zip(begins, stops, strict=True)]
