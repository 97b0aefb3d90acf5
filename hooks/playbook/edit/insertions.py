"""Inserts keys in mappings and items in lists of a YAML text, and keeps everything else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..source.tree import DataPath, read_tree
from .nodes import EditError, Node, nodes_of
from .offset_changes import Change, apply_changes


class Insertion(NamedTuple):
    """A new key of the mapping ``parent``, or a new item of the list ``parent``.

    ``after`` is the path of the child after which it is inserted; None for the last child. ``key``
    is empty in a list, and ``value`` is in YAML.
    """

    parent: DataPath
    after: DataPath | None
    key: str
    value: str


def with_insertions(name: str, text: str, insertions: Iterable[Insertion]) -> str:
    """The text with new keys in mappings, and new items in lists.

    Raises EditError if the new text, when read, is not the old data plus exactly the new values.
    """
    nodes = nodes_of(text)
    places: dict[tuple[DataPath, DataPath | None], list[tuple[str, str]]] = {}
    for parent, after, key, value in insertions:
        children = nodes[parent].children
        last_child = children[-1] if children else None
        if after in nodes:  # directly after this child, so a later insertion comes first
            places.setdefault((parent, after), []).insert(0, (key, value))
        else:
            places.setdefault((parent, last_child), []).append((key, value))
    changes = [_change(text, nodes, *place, items) for place, items in places.items()]
    new = apply_changes(name, text, changes)
    inserted = {
        (*parent, key or _index_after(after) + position)
        for (parent, after), items in places.items()
        for position, (key, _) in enumerate(items)
    }
    _verify(name, text, new, inserted)
    return new


def _index_after(item: DataPath | None) -> int:
    """The index in a list after an item, given by its path; 0 without an item."""
    return int(item[-1]) + 1 if item else 0


def _change(
    text: str, nodes: Mapping[DataPath, Node], parent: DataPath, after: DataPath | None,
    items: Sequence[tuple[str, str]],
) -> Change:  # fmt: skip
    """The change that inserts some keys, or some items without a key, after a child of a value."""
    node = nodes[parent]
    lines = [f"{key}: {value}" if key else value for key, value in items]
    if after is None:  # an empty collection in brackets
        if text[node.start : node.start + 1] not in ("[", "{"):
            raise EditError("nothing can be added to an empty value")
        return node.start + 1, node.start + 1, ", ".join(lines)
    last = nodes[after]
    if node.is_flow:
        return last.end, last.end, "".join(f", {line}" for line in lines)
    start = text.rfind("-", 0, last.start) if node.is_list else last.key_start
    indent = " " * (start - text.rfind("\n", 0, start) - 1)
    ending = "\r\n" if "\r\n" in text else "\n"
    newline = text.find("\n", last.end)
    offset, before = (newline + 1, "") if newline >= 0 else (len(text), ending)
    dash = "- " if node.is_list else ""
    return offset, offset, before + "".join(f"{indent}{dash}{line}{ending}" for line in lines)


def _verify(name: str, old: str, new: str, inserted: Collection[DataPath]) -> None:
    """Raise EditError if the data of the new text is not the old data with more values."""
    (before, _), (after, problems) = (
        read_tree(name, text.replace("\r\n", "\n")) for text in (old, new)
    )
    if (
        before is None or after is None or problems
        or not all(path in after.ranges for path in inserted)
        or _without(after.data, (), inserted) != before.data
    ):  # fmt: skip
        raise EditError("its layout does not allow the insertion")


def _without(value: Any, path: DataPath, inserted: Collection[DataPath]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(inner, (*path, key), inserted)
                for key, inner in value.items() if (*path, key) not in inserted}  # fmt: skip
    if isinstance(value, list):
        return [_without(inner, (*path, index), inserted)
                for index, inner in enumerate(value) if (*path, index) not in inserted]  # fmt: skip
    return value
