"""Removes items of a list or a mapping in brackets, each with one comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from .nodes import EditError, Node
from .offset_changes import Change

_COMMENT_OR_COMMA = re.compile(r"(?m)(?:^|(?<=\s))#.*$|,")


def flow_removals(text: str, items: Sequence[tuple[Node, bool]], is_list: bool) -> list[Change]:
    """The changes that remove items; each pair says whether its item is removed.

    At least one item stays.
    """
    return list(_changes(text, items, is_list))


def _changes(text: str, items: Sequence[tuple[Node, bool]], is_list: bool) -> Iterator[Change]:
    position = 0
    for is_removed, group in groupby(items, key=lambda item: item[1]):
        run = [node for node, _ in group]
        position += len(run)
        if not is_removed:
            continue
        first, last = run[0], run[-1]
        start = first.start if is_list else first.key_start
        if position < len(items):
            following = items[position][0]
            next_start = following.start if is_list else following.key_start
            yield start, _end_of_removal(text, start, last.end, next_start), ""
        else:
            before = items[position - len(run) - 1][0]
            yield from _tail(text, before, start, last.end)


def _end_of_removal(text: str, start: int, end: int, next_start: int) -> int:
    """Where the removed part ends: before comments on lines above the next item, or at the item.

    A space stays before a comment, because YAML needs it.
    """
    line_end = text.find("\n", end, next_start)
    comment = text.find("#", line_end, next_start) if line_end >= 0 else -1
    if comment < 0:
        return next_start
    return comment if text[start - 1].isspace() else comment - 1


def _tail(text: str, before: Node, start: int, end: int) -> Iterator[Change]:
    """Remove the last items and the comma before them, and keep the comments before them."""
    matches = list(_COMMENT_OR_COMMA.finditer(text, before.end, start))
    comma = next((match.start() for match in matches if match[0] == ","), None)
    if comma is None:
        raise EditError("there is no comma between two items")
    if any(match[0] != "," for match in matches):
        yield comma, comma + 1, ""
        yield start, end, ""
    else:
        yield comma, end, ""
