"""Removes items of a list or a mapping on lines of their own, with whole lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from .nodes import EditError, Node
from .offset_changes import Change


def block_removals(text: str, parent: Node, items: Sequence[tuple[Node, bool]]) -> list[Change]:
    """The changes that remove items; each pair says whether its item is removed."""
    changes: list[Change] = []
    position = 0
    for is_removed, group in groupby(items, key=lambda item: item[1]):
        run = [node for node, _ in group]
        before = items[position - 1][0] if position else None
        position += len(run)
        following = items[position][0] if position < len(items) else None
        if is_removed:
            changes += _run_removals(text, parent, before, run, following)
    return changes


def _run_removals(
    text: str, parent: Node, before: Node | None, run: Sequence[Node], following: Node | None
) -> Iterator[Change]:
    """Remove items that follow each other, between an item that stays and the next one."""
    start = _start(text, parent, run[0])
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip():
        if before or following is None or text[line_start:start].replace("-", "").strip():
            raise EditError("two values are on the same line")
        yield _first_of_item(text, line_start, start, run[-1], following)
        return
    limit = before.end if before else _limit_of_first(text, parent, line_start)
    for index, node in enumerate(run):
        start = _start(text, parent, node)
        line_start = text.rfind("\n", 0, start) + 1
        if text[line_start:start].strip():
            raise EditError("two values are on the same line")
        first, end, blank_above = _lines(text, line_start, node.end, limit, start - line_start)
        is_last = index == len(run) - 1
        blank_below = _length(text[end:], lambda item: not item.strip())
        # blank lines above go too, unless only they separate the items that stay
        if index or (before and (following is None or (is_last and blank_below))):
            first -= blank_above
        if is_last and before is None and following is not None and not blank_above:
            end += blank_below  # the next item becomes the first one
        yield first, end, ""
        limit = node.end


def _start(text: str, parent: Node, node: Node) -> int:
    """The offset of a key, or of the dash of an item."""
    if not parent.is_list:
        return node.key_start
    dash = text.rfind("-", 0, node.start)
    if _column(text, dash) != _column(text, parent.start):
        raise EditError("the dash of an item is not in the same column as that of the first item")
    return dash


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1


def _limit_of_first(text: str, parent: Node, line_start: int) -> int:
    """The offset above which no comment belongs to the first item: that of the collection's key.

    In a collection without a key, it is the line of the item: comments at the top of a file are
    about the file.
    """
    return parent.key_end if parent.key_start != parent.start else line_start


def _lines(text: str, line_start: int, end: int, limit: int, indent: int) -> tuple[int, int, int]:
    """The offsets of an item with its comments, and the length of the blank lines above them.

    The item begins on the line at ``line_start`` and ends at ``end``. No line above ``limit``
    belongs to it. Comments belong to it if they are indented as it is, by ``indent`` characters.
    """
    lines_end = _line_end(text, end)
    rest = text[end:lines_end].strip()
    if rest and not rest.startswith("#"):
        raise EditError("two values are on the same line")
    if text[limit - 1 : limit] != "\n":
        limit = min(_line_end(text, limit), line_start)
    above = "".join(reversed(text[limit:line_start].splitlines(keepends=True)))
    comments = _length(above, lambda item: _is_comment(item) and _indent(item) == indent)
    blank = _length(above[comments:], lambda item: not item.strip())
    below = text[lines_end:]
    lines_end += _length(below, lambda item: _is_comment(item) and _indent(item) > indent)
    return line_start - comments, lines_end, blank


def _length(text: str, belongs: Callable[[str], bool]) -> int:
    """The length of the lines of a text before the first one for which ``belongs`` is false."""
    length = 0
    while length < len(text):
        end = _line_end(text, length)
        if not belongs(text[length:end]):
            break
        length = end
    return length


def _line_end(text: str, offset: int) -> int:
    newline = text.find("\n", offset)
    return len(text) if newline < 0 else newline + 1


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_of_item(text: str, line_start: int, start: int, last: Node, following: Node) -> Change:
    """Remove the first keys of an item of a list: its dash moves to the next key.

    Comments above the next key move above the dash.
    """
    dash = text.index("-", line_start)
    between = text[_line_end(text, last.end) : following.key_start].splitlines(keepends=True)
    comments = [f"{text[line_start:dash]}{item.lstrip()}" for item in between if _is_comment(item)]
    return line_start, following.key_start, f"{''.join(comments)}{text[line_start:start]}"
